package io.trunkline.simulators.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

    @ParameterizedTest
    @CsvSource({
        "x,160,GSM_7,1",
        "x,161,GSM_7,2",
        "x,306,GSM_7,2",
        "x,307,GSM_7,3",
        "€,80,GSM_7,1",
        "€,81,GSM_7,2",
        "Ж,70,UCS_2,1",
        "Ж,71,UCS_2,2",
        "Ж,134,UCS_2,2",
        "Ж,135,UCS_2,3"
    })
    void aTextHasAsManyPartsAsATelephoneWouldSend(String character, int times, Alphabet alphabet, int parts) {
        Segments segments = Segments.of(character.repeat(times));

        assertThat(segments.alphabet()).isEqualTo(alphabet);
        assertThat(segments.count()).isEqualTo(parts);
    }

    @Test
    void noPartEndsInTheMiddleOfACharacter() {
        Segments escaped = Segments.of("x" + "€".repeat(100));
        Segments surrogates = Segments.of("x" + "\uD83D\uDE00".repeat(50));

        assertThat(escaped.octets())
                .allSatisfy(part -> assertThat(Alphabet.GSM_7.decode(part)).matches("x?€+"));
        assertThat(surrogates.octets())
                .allSatisfy(part -> assertThat(Alphabet.UCS_2.decode(part)).matches("x?(\uD83D\uDE00)+"));
    }

    @Test
    void theLongestTextHasNoMorePartsThanAHeaderCanCount() {
        assertThat(Segments.of("€".repeat(10_000)).count()).isLessThan(256);
        assertThat(Segments.of("Ж".repeat(10_000)).count()).isLessThan(256);
        assertThat(Segments.of("\uD83D\uDE00".repeat(5_000)).count()).isLessThan(256);
    }
}
