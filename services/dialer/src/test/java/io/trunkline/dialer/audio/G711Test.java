package io.trunkline.dialer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dialer.sdp.AudioFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class G711Test {

    @Test
    void everyCodeStandsForItself() {
        for (int code = 0; code < 256; code++) {
            assertThat(G711.toALaw(G711.fromALaw((byte) code))).isEqualTo((byte) code);
            // Mu-law has two zeros.
            byte muLaw = (byte) code == 0x7F ? AudioFormat.PCMU.silence() : (byte) code;
            assertThat(G711.toMuLaw(G711.fromMuLaw((byte) code))).isEqualTo(muLaw);
        }
    }

    /** Values of the tables in G.711, scaled to 16 bits. */
    @ParameterizedTest
    @CsvSource({"0xD5, 8", "0x55, -8", "0xAA, 32256", "0x2A, -32256", "0x80, 5504"})
    void aLawIsThatOfTheStandard(String code, int sample) {
        assertThat(G711.fromALaw(Integer.decode(code).byteValue())).isEqualTo((short) sample);
    }

    @ParameterizedTest
    @CsvSource({"0xFF, 0", "0x7F, 0", "0x80, 32124", "0x00, -32124", "0x8F, 16764"})
    void muLawIsThatOfTheStandard(String code, int sample) {
        assertThat(G711.fromMuLaw(Integer.decode(code).byteValue())).isEqualTo((short) sample);
    }

    @Test
    void noSampleGoesFurtherThanHalfAStep() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int step = Math.max(16, Integer.highestOneBit(Math.abs(sample)) / 16);
            assertThat(Math.abs(G711.fromALaw(G711.toALaw((short) sample)) - sample))
                    .isLessThanOrEqualTo(step);
            assertThat(Math.abs(G711.fromMuLaw(G711.toMuLaw((short) sample)) - sample))
                    .isLessThanOrEqualTo(Math.abs(sample) > 32_124 ? 644 : step);
        }
    }
}
