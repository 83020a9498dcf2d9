package io.trunkline.vouchers.voucher;

import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.CodeSecret;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class CodeKeysAtStartTest {

    @Inject
    CodeKeysAtStart check;

    @Inject
    CodeKeys keys;

    @Test
    void batchesOfAnotherSecretAreNoticed() {
        anyOperator().codes(1, "5.00", "EUR");

        assertThat(check.batchesUnreadableWith(keys.knownIds())).isZero();
        assertThat(check.batchesUnreadableWith(Set.of("of another secret"))).isPositive();
    }
}
