package io.trunkline.smsproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.E164;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "+12025550123, , +12025550123",
        "12025550123, , +12025550123",
        "12223334444, , +12223334444",
        "12025550123, US, +12025550123",
        "2025550123, US, +12025550123",
        "447700900123, US, +447700900123",
        "447700900123, GB, +447700900123",
        "07700900123, GB, +447700900123",
        "447911123456, DE, +447911123456",
        "015112345678, DE, +4915112345678",
        "4915112345678, DE, +4915112345678"
    })
    void aNumberIsTheSameHoweverItIsWritten(String text, @Nullable String region, String number) {
        assertThat(WrittenNumbers.read(text, region)).isEqualTo(E164.of(number));
    }

    @Test
    void machinesHaveNoNumbers() {
        assertThat(WrittenNumbers.read("72345", "US")).isNull();
        assertThat(WrittenNumbers.read("Bank", "US")).isNull();
        assertThat(WrittenNumbers.read("", null)).isNull();
        assertThat(WrittenNumbers.read("07700900123", null)).isNull();
    }
}
