package io.trunkline.smsproxy.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmppReceiptTest {

    private static final Tlvs NONE = new Tlvs(Map.of());

    @Test
    void readsTheTextOfTheSpecification() {
        SmppReceipt receipt = read("id:0000000042 sub:001 dlvrd:001 submit date:2601020304 done date:2601020305 "
                + "stat:DELIVRD err:000 text:hello");

        assertThat(receipt)
                .isEqualTo(new SmppReceipt(
                        null, "0000000042", State.DELIVERED, null, Instant.parse("2026-01-02T03:05:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stat:UNDELIV id:42 err:01b",
                "ID:42 Stat:undeliv ERR:01b",
                "err:01b text:id:7 stat:DELIVRD id:42", // The first of a key counts: here the id is the text's.
                "id: 42  status: UNDELIVERABLE  error: 01b",
                "id:42 stat:UNDELIV err:01b Text:id:7 stat:DELIVRD err:9"
            })
    void readsKeysInAnyOrderAndCase(String text) {
        SmppReceipt receipt = read(text);

        assertThat(receipt.code()).isEqualTo("01b");
        assertThat(receipt.writtenId()).isIn("42", "7");
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD,DELIVERED",
        "DELIVERED,DELIVERED",
        "EXPIRED,EXPIRED",
        "DELETED,FAILED",
        "UNDELIV,UNDELIVERED",
        "ACCEPTD,UNCONFIRMED",
        "UNKNOWN,UNCONFIRMED",
        "REJECTD,REJECTED",
        "ENROUTE,SENT",
        "BUFFRED,SENT",
        "FAILED,FAILED"
    })
    void knowsTheWords(String word, State state) {
        assertThat(read("id:1 stat:" + word).state()).isEqualTo(state);
    }

    @Test
    void claimsNothingForAWordThatItDoesNotKnow() {
        assertThat(read("id:1 stat:WHATEVER").state()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "260102030405,2026-01-02T03:04:05Z",
        "2601020304,2026-01-02T03:04:00Z",
        "260102030405000+,2026-01-02T03:04:05Z",
        "2613020304,",
        "0,",
        "yesterday,"
    })
    void readsDatesWithSecondsAndWithout(String date, Instant moment) {
        assertThat(read("id:1 done date:" + date + " stat:DELIVRD").doneAt()).isEqualTo(moment);
    }

    @Test
    void readsDatesByTheCentresClock() {
        SmppReceipt receipt = SmppReceipt.of(NONE, "id:1 donedate:2607011200", ZoneId.of("Europe/Berlin"));

        assertThat(receipt.doneAt()).isEqualTo("2026-07-01T10:00:00Z");
    }

    @Test
    void believesParametersMoreThanText() {
        Tlvs parameters = new Tlvs(Map.of(
                Tlvs.RECEIPTED_MESSAGE_ID, "00AB\0".getBytes(StandardCharsets.US_ASCII),
                Tlvs.MESSAGE_STATE, new byte[] {5},
                Tlvs.NETWORK_ERROR_CODE, new byte[] {3, 0, 27}));

        SmppReceipt receipt = SmppReceipt.of(parameters, "id:7 stat:DELIVRD err:000", ZoneOffset.UTC);

        assertThat(receipt.messageId(MessageIds.AS_ANSWERED)).isEqualTo("ab");
        assertThat(receipt.state()).isEqualTo(State.UNDELIVERED);
        assertThat(receipt.code()).isEqualTo("3:27");
    }

    @ParameterizedTest
    @CsvSource({
        "AS_ANSWERED,00AbC,abc",
        "AS_ANSWERED,0,0000",
        "DECIMAL_FOR_HEX,00FF,0000000255",
        "HEX_FOR_DECIMAL,0255,ff",
        "DECIMAL_FOR_HEX,no-number,NO-NUMBER",
        "AS_ANSWERED,0f8fad5b-d9cb,F8FAD5B-D9CB"
    })
    void bringsIdsTogether(MessageIds ids, String answered, String written) {
        assertThat(ids.ofReceipt(written)).isEqualTo(ids.ofAnswer(answered));
    }

    @Test
    void takesTheTextsIdWhereAnswersAndReceiptsDiffer() {
        Tlvs likeTheAnswer = new Tlvs(Map.of(Tlvs.RECEIPTED_MESSAGE_ID, "FF".getBytes(StandardCharsets.US_ASCII)));

        assertThat(SmppReceipt.of(likeTheAnswer, "id:0255 stat:DELIVRD", ZoneOffset.UTC)
                        .messageId(MessageIds.DECIMAL_FOR_HEX))
                .isEqualTo("255");
        assertThat(SmppReceipt.of(likeTheAnswer, "", ZoneOffset.UTC).messageId(MessageIds.DECIMAL_FOR_HEX))
                .isEqualTo("255");
    }

    @ParameterizedTest
    @CsvSource({
        "id:1 dlvrd:001 stat:DELIVRD,true",
        "Id:1 stat:EXPIRED done date:2601010000,true",
        "my id:1 stat:x dlvrd:1,false",
        "id: see you at the station,false",
        "'',false"
    })
    void isRecognisedByItsText(String text, boolean receipt) {
        assertThat(SmppReceipt.isWrittenIn(text)).isEqualTo(receipt);
    }

    @Property
    void readsAnything(@ForAll("receipts") String text, @ForAll byte[] id, @ForAll byte[] state, @ForAll byte[] code) {
        Tlvs parameters = new Tlvs(
                Map.of(Tlvs.RECEIPTED_MESSAGE_ID, id, Tlvs.MESSAGE_STATE, state, Tlvs.NETWORK_ERROR_CODE, code));

        assertThatCode(() -> {
                    for (MessageIds ids : MessageIds.values()) {
                        SmppReceipt.of(parameters, text, ZoneOffset.UTC).messageId(ids);
                    }
                    SmppReceipt.isWrittenIn(text);
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> receipts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "id:",
                "stat:",
                "err:",
                "done date:",
                "submit date:",
                "text:",
                "dlvrd:",
                ":",
                " ",
                "26",
                "9999999999",
                "DELIVRD",
                "\0");
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(20);
        return Arbitraries.oneOf(pieces, anything).list().ofMaxSize(20).map(parts -> String.join("", parts));
    }

    private static SmppReceipt read(String text) {
        return SmppReceipt.of(NONE, text, ZoneOffset.UTC);
    }
}
