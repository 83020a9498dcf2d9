package io.trunkline.kit;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.trunkline.kit.testing.HouseRules;

/** The kit itself is plumbing, so only some of the rules are for it. */
@AnalyzeClasses(packages = "io.trunkline.kit", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule noServiceIsKnown = HouseRules.noServiceKnowsAnother;

    @ArchTest
    static final ArchRule timeIsInjected = HouseRules.timeIsInjected;

    @ArchTest
    static final ArchRule nothingIsPrinted = HouseRules.nothingIsPrinted;
}
