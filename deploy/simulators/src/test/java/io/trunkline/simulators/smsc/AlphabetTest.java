package io.trunkline.simulators.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphabetTest {

    @ParameterizedTest
    @CsvSource({
        "0x00,GSM_7", "0x01,ASCII", "0x03,LATIN_1", "0x06,CYRILLIC", "0x07,HEBREW", "0x08,UCS_2",
        "0x10,GSM_7", "0x13,GSM_7", "0x18,UCS_2", "0x14,BINARY", "0xf1,GSM_7", "0xf5,BINARY",
        "0x02,BINARY", "0x04,BINARY", "0x0d,BINARY", "0x20,BINARY", "0xc0,BINARY"
    })
    void readsDataCoding(String dataCoding, Alphabet expected) {
        assertThat(Alphabet.of(Integer.decode(dataCoding).byteValue())).isEqualTo(expected);
    }

    @RepeatedTest(200)
    void anyOctetsAreSomeText() {
        RandomGenerator random = RandomGenerator.getDefault();
        byte[] octets = new byte[random.nextInt(300)];
        random.nextBytes(octets);

        for (Alphabet alphabet : Alphabet.values()) {
            assertThat(alphabet.decode(octets)).isNotNull();
        }
    }
}
