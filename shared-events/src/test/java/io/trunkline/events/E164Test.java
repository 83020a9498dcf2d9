package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class E164Test {

    @ParameterizedTest
    @ValueSource(strings = {"+447700900123", "+1234567", "+123456789012345"})
    void holdsWhatIsNormal(String number) {
        assertThat(E164.of(number).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "447700900123", "+0447700900", "+123456", "+1234567890123456", "+44 7700", "+44770090012٣"})
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> E164.of(text));
    }

    @Test
    void showsItselfMaskedOnly() {
        assertThat(E164.of("+447700900123")).hasToString("+4477*****123");
        assertThat(E164.of("+1234567").toString()).isEqualTo("+1234567".substring(0, 5) + "567");
    }
}
