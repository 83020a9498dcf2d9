package io.trunkline.smsproxy.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @ParameterizedTest
    @CsvSource({
        "PT0.1S,000000000001000R",
        "PT90M,000000013000000R",
        "P3DT4H5M6S,000003040506000R",
        "P400D,000030000000000R"
    })
    void isAPeriodFromNow(Duration left, String field) {
        assertThat(Validity.RELATIVE.write(NOW.plus(left), NOW)).isEqualTo(field);
    }

    @Test
    void isAMoment() {
        assertThat(Validity.ABSOLUTE.write(NOW, NOW.minusSeconds(1))).isEqualTo("260304050607000+");
    }

    @Test
    void isLeftToTheCentre() {
        assertThat(Validity.NONE.write(NOW, NOW)).isNull();
    }
}
