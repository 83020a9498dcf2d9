package io.trunkline.smsproxy.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelnyxWebhookTest {

    static final String MESSAGE = """
            {"data":{"event_type":"message.received","id":"e1","occurred_at":"2023-11-14T22:13:20Z","payload":{
             "id":"m1","direction":"inbound","type":"MMS","from":{"phone_number":"+15550000001","carrier":"x"},
             "to":[{"phone_number":"+15550000009","status":"webhook_delivered"}],"text":"hi",
             "media":[{"url":"https://m.example.test/0","content_type":"image/png"}],"new":[1]}}}
            """;
    static final String RECEIPT = """
            {"data":{"event_type":"message.finalized","id":"e2","occurred_at":"2023-11-14T22:13:19Z","payload":{
             "id":"m1","direction":"outbound","to":[{"phone_number":"+15550000001","status":"%s"}],
             "errors":[{"code":"40008"}]}}}
            """;

    private static final KeyPair KEYS = keys();

    private final TelnyxCarrier carrier =
            new TelnyxCarrier(Sample.account(), TelnyxCarrierTest.config(Map.of("public-key", raw(KEYS))));

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String raw(KeyPair keys) {
        byte[] encoded = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static WebhookRequest signed(String body, long timestamp) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEYS.getPrivate());
            signature.update((timestamp + "|" + body).getBytes(StandardCharsets.UTF_8));
            Map<String, String> headers = new HashMap<>();
            headers.put("telnyx-timestamp", String.valueOf(timestamp));
            headers.put("telnyx-signature-ed25519", Base64.getEncoder().encodeToString(signature.sign()));
            return Sample.json(Sample.WEBHOOK.toString(), body, headers);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static WebhookRequest signed(String body) {
        return signed(body, Sample.NOW.getEpochSecond());
    }

    @Test
    void agreesWithTheVector() {
        Map<String, String> headers = Map.of(
                "telnyx-timestamp",
                "1700000000",
                "telnyx-signature-ed25519",
                "czJpLYtvOM+wi2yUTulnvBrLEU9oxXcSuYfaFZmvXXT2Tei503jWsa8F12agH3WbQhk78MPhDNtq/r+JP6x+DQ==");
        TelnyxSignature signature = new TelnyxSignature(TelnyxCarrierTest.PUBLIC_KEY, Sample.CLOCK);
        String body = "{\"data\":{\"event_type\":\"message.received\",\"id\":\"e1\"}}";

        signature.verify(Sample.json("https://x.test/", body, headers));

        assertThat(Sample.refusal(() -> signature.verify(Sample.json("https://x.test/", body + " ", headers))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void readsAMessage() {
        assertThat(carrier.read(signed(MESSAGE)))
                .containsExactly(new Incoming(
                        "the-carrier",
                        "m1",
                        "+15550000001",
                        "+15550000009",
                        "hi",
                        List.of(URI.create("https://m.example.test/0"))));
    }

    @ParameterizedTest
    @CsvSource({
        "sent, SENT",
        "delivered, DELIVERED",
        "delivery_unconfirmed, UNCONFIRMED",
        "delivery_failed, UNDELIVERED",
        "sending_failed, FAILED",
        "cancelled, FAILED",
        "expired, EXPIRED"
    })
    void readsReceipts(String status, State state) {
        assertThat(carrier.read(signed(RECEIPT.formatted(status))))
                .containsExactly(
                        new Receipt("the-carrier", "m1", state, "40008", Instant.parse("2023-11-14T22:13:19Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "sending", "scheduled", "webhook_delivered", "something_new"})
    void otherStatesTellNothing(String status) {
        assertThat(carrier.read(signed(RECEIPT.formatted(status)))).isEmpty();
    }

    @Test
    void otherEventsTellNothing() {
        assertThat(carrier.read(signed("{\"data\":{\"event_type\":\"call.answered\"}}")))
                .isEmpty();
        assertThat(carrier.read(signed(MESSAGE.replace("inbound", "outbound")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void aClockMayBeOff(long seconds) {
        assertThat(carrier.read(signed(MESSAGE, Sample.NOW.getEpochSecond() + seconds)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 100_000_000_000L, -1_700_000_001})
    void aRecordingIsForged(long seconds) {
        assertThat(Sample.refusal(() -> carrier.read(signed(MESSAGE, Sample.NOW.getEpochSecond() + seconds))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void whatIsNotSignedIsForged() {
        WebhookRequest request = signed(MESSAGE);
        Map<String, String> headers = new HashMap<>();
        headers.put("telnyx-timestamp", request.header("telnyx-timestamp"));

        for (String signature : List.of("", "x", "AAAA", signed(RECEIPT).header("telnyx-signature-ed25519"))) {
            headers.put("telnyx-signature-ed25519", signature);
            assertThat(Sample.refusal(() -> carrier.read(Sample.json("https://x.test/", MESSAGE, headers))))
                    .isEqualTo(Kind.FORGED);
        }
        assertThat(Sample.refusal(() -> carrier.read(Sample.json(MESSAGE)))).isEqualTo(Kind.FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"data\":[]}",
                "{\"data\":{\"event_type\":{}}}",
                "{\"data\":{\"event_type\":\"message.received\",\"payload\":{\"id\":\"m1\"}}}",
                "{\"data\":{\"event_type\":\"message.finalized\",\"payload\":{\"id\":\"m1\",\"to\":{}}}}",
                "{\"data\":{\"event_type\":\"message.read\",\"payload\":{}}}",
                "{\"data\":{\"event_type\":\"x\"},\"data\":{\"event_type\":\"x\"}}",
                "{\"data\":{\"event_type\":\"x\"}} {}"
            })
    void whatIsMissingOrRepeatedIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> carrier.read(signed(body)))).isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "x", "AAAA", "not base64!"})
    void thereIsNoOpenMode(String publicKey) {
        assertThatThrownBy(() ->
                        new TelnyxCarrier(Sample.account(), TelnyxCarrierTest.config(Map.of("public-key", publicKey))))
                .isInstanceOf(IllegalStateException.class);
    }
}
