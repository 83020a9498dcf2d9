package io.trunkline.smsproxy.carrier.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.IncomingPart;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.Sample;
import io.trunkline.smsproxy.carrier.vonage.VonageConfig.SignatureMethod;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VonageSmsWebhookTest {

    static final String MESSAGE = "msisdn=15550000001&to=15550000009&messageId=0A0000000123ABCD1&text=a%3Db%26c"
            + "&type=text&timestamp=1700000000&nonce=n1";
    static final String PART = MESSAGE + "&concat=true&concat-ref=7&concat-total=3&concat-part=2";
    static final String RECEIPT = "msisdn=15550000001&to=15550000009&messageId=m2&status=failed&err-code=4"
            + "&scts=2311142213&message-timestamp=2023-11-14+22:13:19&timestamp=1700000000";

    private static final Incoming OF_THE_VECTOR =
            new Incoming("the-carrier", "0A0000000123ABCD1", "15550000001", "15550000009", "a=b&c", List.of());

    private final VonageCarrier carrier = carrier(Map.of());

    private static VonageCarrier carrier(Map<String, String> settings) {
        return new VonageCarrier(Sample.account(), VonageSmsCarrierTest.config(settings));
    }

    /** The fields of a message, and these. */
    private static Map<String, String> message(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>(
                Map.of("msisdn", "15550000001", "to", "15550000009", "messageId", "m1", "text", "hi", "type", "text"));
        fields.put("timestamp", "1700000000");
        for (int each = 0; each < namesAndValues.length; each += 2) {
            fields.put(namesAndValues[each], namesAndValues[each + 1]);
        }
        return fields;
    }

    private static Map<String, String> receipt(String status, String code) {
        return Map.of(
                "msisdn", "15550000001",
                "to", "15550000009",
                "messageId", "m2",
                "status", status,
                "err-code", code,
                "message-timestamp", "2023-11-14 22:13:19",
                "timestamp", "1700000000");
    }

    private static String signature(Map<String, String> fields, boolean withBlanks) {
        StringBuilder signed = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (withBlanks || !value.isBlank()) {
                signed.append('&').append(name).append('=').append(value.replaceAll("[&=]", "_"));
            }
        });
        return new Hmac("HmacSHA256", "sigsecret").hex(signed.toString());
    }

    private static Map<String, String> signed(Map<String, String> fields, boolean withBlanks) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("sig", signature(fields, withBlanks));
        return all;
    }

    private static String form(Map<String, String> fields) {
        return ApiRequest.form("", null, fields).body().toString();
    }

    private List<CarrierNotice> read(Map<String, String> fields) {
        return carrier.read(Sample.form(form(signed(fields, true))));
    }

    @ParameterizedTest
    @CsvSource({
        "md5-hash, f7ef237b295687c3db4751d4c499f86a",
        "sha256-hmac, a5428fbdf4cc11d72333c2ef354e4a42e3f04d0e910b32fc86fe566d564ea95a",
        "sha256-hmac, A5428FBDF4CC11D72333C2EF354E4A42E3F04D0E910B32FC86FE566D564EA95A"
    })
    void agreesWithTheVectors(String method, String signature) {
        VonageCarrier methodical = carrier(Map.of("signature-method", method));

        assertThat(methodical.read(Sample.form(MESSAGE + "&sig=" + signature))).containsExactly(OF_THE_VECTOR);
        assertThat(Sample.refusal(() -> methodical.read(Sample.form(MESSAGE + "&x=1&sig=" + signature))))
                .isEqualTo(Kind.FORGED);
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureMethod.class,
            names = {"MD5_HMAC", "SHA1_HMAC", "SHA512_HMAC"})
    void knowsTheOtherMethods(SignatureMethod method) {
        String algorithm = "Hmac" + method.name().replace("_HMAC", "");
        String signature = new Hmac(algorithm, "sigsecret")
                .hex("&messageId=0A0000000123ABCD1&msisdn=15550000001&nonce=n1&text=a_b_c&timestamp=1700000000"
                        + "&to=15550000009&type=text");

        assertThat(carrier(Map.of("signature-method", method.name())).read(Sample.form(MESSAGE + "&sig=" + signature)))
                .containsExactly(OF_THE_VECTOR);
        assertThat(Sample.refusal(() -> carrier.read(Sample.form(MESSAGE + "&sig=" + signature))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void readsQueriesAndJsonToo() {
        Map<String, String> fields = signed(message(), true);
        var json = Json.object();
        fields.forEach(json::put);
        json.put("timestamp", 1_700_000_000);

        assertThat(carrier.read(Sample.get(Sample.WEBHOOK + "?" + form(fields), Map.of())))
                .hasSize(1);
        assertThat(carrier.read(Sample.json(json.toString()))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void blankValuesMayBeSignedOrNot(boolean withBlanks) {
        Map<String, String> fields = signed(message("text", "", "keyword", " "), withBlanks);

        assertThat(carrier.read(Sample.form(form(fields)))).hasSize(1);
    }

    @Test
    void whatIsNotSignedIsForged() {
        Map<String, String> fields = signed(message(), true);

        assertThat(Sample.refusal(() -> carrier.read(Sample.form(form(message())))))
                .isEqualTo(Kind.FORGED);
        fields.put("text", "ho");
        assertThat(Sample.refusal(() -> carrier.read(Sample.form(form(fields)))))
                .isEqualTo(Kind.FORGED);
        fields.put("sig", "");
        assertThat(Sample.refusal(() -> carrier.read(Sample.form(form(fields)))))
                .isEqualTo(Kind.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1699999699", "1700000301", "", "soon", "-1", "99999999999999999999"})
    void aRecordingIsForged(String timestamp) {
        assertThat(Sample.refusal(() -> read(message("timestamp", timestamp)))).isEqualTo(Kind.FORGED);
    }

    @Test
    void aPartIsAPart() {
        assertThat(read(message("concat", "true", "concat-ref", "7", "concat-total", "3", "concat-part", "2")))
                .containsExactly(new IncomingPart("the-carrier", "15550000001", "15550000009", "hi", 7, 3, 2));
        assertThat(read(message("concat", "true", "concat-ref", "08B5", "concat-total", "2", "concat-part", "1")))
                .hasSize(1);
        assertThat(read(message("concat", "true", "concat-total", "1", "concat-part", "1")))
                .hasOnlyElementsOfType(Incoming.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "256, 1", "3, 0", "3, 4", "3, x", "'', 1"})
    void aPartOutOfBoundsIsUnreadable(String total, String number) {
        assertThat(Sample.refusal(() -> read(
                        message("concat", "true", "concat-ref", "7", "concat-total", total, "concat-part", number))))
                .isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, SENT",
        "buffered, SENT",
        "unknown, UNCONFIRMED",
        "delivered, DELIVERED",
        "failed, FAILED",
        "expired, EXPIRED",
        "rejected, REJECTED"
    })
    void readsReceipts(String status, State state) {
        assertThat(read(receipt(status, "4")))
                .containsExactly(new Receipt("the-carrier", "m2", state, "4", Instant.parse("2023-11-14T22:13:19Z")));
    }

    @Test
    void zeroIsNoError() {
        assertThat(read(receipt("delivered", "0")))
                .singleElement()
                .satisfies(notice -> assertThat(((Receipt) notice).code()).isNull());
    }

    @Test
    void whatIsNotTextTellsNothing() {
        assertThat(read(message("type", "binary", "data", "00", "udh", "00"))).isEmpty();
        assertThat(read(receipt("something-new", "0"))).isEmpty();
    }

    @Test
    void whatIsMissingOrRepeatedIsUnreadable() {
        assertThat(Sample.refusal(() -> read(message("msisdn", "")))).isEqualTo(Kind.UNREADABLE);
        assertThat(Sample.refusal(() -> read(message("to", "+155500000091234567"))))
                .isEqualTo(Kind.UNREADABLE);
        assertThat(Sample.refusal(() -> read(message("messageId", " ")))).isEqualTo(Kind.UNREADABLE);
        assertThat(Sample.refusal(() -> carrier.read(Sample.form(form(signed(message(), true)) + "&sig=other"))))
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void whatIsNotKnownIsPassedOver() {
        assertThat(read(message("keyword", "HI", "something-new", "1"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature-secret", "api-secret"})
    void thereIsNoOpenMode(String setting) {
        assertThatThrownBy(() -> carrier(Map.of(setting, " "))).isInstanceOf(IllegalStateException.class);
    }
}
