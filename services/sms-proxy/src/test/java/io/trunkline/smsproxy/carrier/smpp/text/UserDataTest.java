package io.trunkline.smsproxy.carrier.smpp.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {

    @Property
    void readsTheHeadersThatAreWritten(
            @ForAll @IntRange(max = 0xffff) int reference,
            @ForAll @IntRange(min = 2, max = 255) int total,
            @ForAll @IntRange(min = 1, max = 255) int number) {
        Part part = new Part(reference, total, Math.min(number, total));

        assertThat(UserData.withHeader(Concatenation.UDH_16.header(part)).part())
                .isEqualTo(part);
        assertThat(UserData.withHeader(Concatenation.UDH_8.header(part)).part())
                .isEqualTo(new Part(reference & 0xff, part.total(), part.number()));
    }

    @ParameterizedTest
    @CsvSource({"0904021122000307030261,7,3,2", "0b0504158a000000030703026162,7,3,2"})
    void passesOverElementsThatItDoesNotKnow(String octets, int reference, int total, int number) {
        UserData data = UserData.withHeader(hex(octets));

        assertThat(data.part()).isEqualTo(new Part(reference, total, number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"050003070000 61", "050003070203 61", "050003070101 61", "0500FF070201 61", "0105 61", "00 61"})
    void isAMessageOfItsOwnWithoutAPlaceThatCanBe(String octets) {
        UserData data = UserData.withHeader(hex(octets));

        assertThat(data.part()).isNull();
        assertThat(data.text()).asString().isEqualTo("a");
    }

    @Test
    void takesAHeaderThatIsLongerThanTheMessageForText() {
        assertThat(UserData.withHeader(hex("68656c6c6f")).text()).asString().isEqualTo("hello");
        assertThat(UserData.withHeader(new byte[0]).text()).isEmpty();
    }

    @Property
    void readsAnything(@ForAll byte[] octets, @ForAll @IntRange(max = 255) int dataCoding) {
        Alphabets alphabets = new Alphabets(Alphabet.GSM, false);

        assertThatCode(() ->
                        alphabets.read(dataCoding, UserData.withHeader(octets).text()))
                .doesNotThrowAnyException();
    }

    @Test
    void keepsTheHalvesOfAPairThatACentreHasCut() {
        Alphabets alphabets = new Alphabets(Alphabet.GSM, false);

        String joined = alphabets.read(8, hex("d83d")) + alphabets.read(8, hex("de00"));

        assertThat(joined).isEqualTo("😀");
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
