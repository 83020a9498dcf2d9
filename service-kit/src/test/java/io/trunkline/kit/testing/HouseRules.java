package io.trunkline.kit.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/**
 * The rules that hold every service up. A service takes them in with
 * {@code @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class)}.
 */
public final class HouseRules {

    private static final String ROOT = "io.trunkline.";
    private static final Set<String> SHARED = Set.of("events", "kit");

    /** The roles that speak HTTP: everything else is domain, order of steps, or storage. */
    private static final List<String> HTTP_ROLES = List.of(
            "Resource", "View", "Request", "Parameters", "Route", "Routes", "Filter", "Proxy", "Endpoint", "Client");

    /** The roles that speak to the bus. */
    private static final List<String> BUS_ROLES = List.of("Events", "Consumer");

    @ArchTest
    public static final ArchRule noServiceKnowsAnother = classes()
            .that()
            .resideInAPackage("io.trunkline..")
            .should(new ArchCondition<>("know only their own service, the kit and the events") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isForeign(type, dependency.getTargetClass()))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule theDomainKnowsNoHttp = noClasses()
            .that(haveNoRole(HTTP_ROLES))
            .and()
            .resideOutsideOfPackage(ROOT + "gateway..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx.core.http..", "io.vertx.ext.web.."))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule theDomainKnowsNoKafka = noClasses()
            .that(haveNoRole(BUS_ROLES))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.apache.kafka..", "org.eclipse.microprofile.reactive.messaging.."))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule nobodyImportsCompatibility = noClasses()
            .that()
            .resideOutsideOfPackage("..compat..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..compat..")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule featuresHaveNoCycles =
            slices().matching("io.trunkline.*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    public static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .because("tests own the clock (java.time.Clock) and the ids (io.trunkline.kit.Ids)")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule nothingIsPrinted = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .allowEmptyShould(true);

    private HouseRules() {}

    private static boolean isForeign(JavaClass from, JavaClass to) {
        String there = moduleOf(to);
        return there != null && !SHARED.contains(there) && !there.equals(moduleOf(from));
    }

    private static String moduleOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return null;
        }
        return name.substring(ROOT.length()).split("\\.", 2)[0];
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> haveNoRole(List<String> roles) {
        return com.tngtech.archunit.base.DescribedPredicate.describe("are none of " + roles, type -> roles.stream()
                .noneMatch(role -> outermost(type).getSimpleName().endsWith(role)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
    }
}
