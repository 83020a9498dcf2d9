package io.trunkline.smsproxy.carrier.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VonageMessagesWebhookTest {

    static final String MESSAGE = """
            {"channel":"mms","message_uuid":"u1","to":"15550000009","from":"15550000001","message_type":"image",
             "timestamp":"2023-11-14T22:13:20Z","text":"hi","image":{"url":"https://m.example.test/0"},"new":[{}]}
            """;
    static final String RECEIPT = """
            {"channel":"sms","message_uuid":"u1","to":"15550000001","from":"15550000009","status":"%s",
             "timestamp":"2023-11-14T22:13:19Z","error":{"type":"https://x/api-errors/messages#1120","title":"x"}}
            """;

    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final VonageCarrier carrier = new VonageCarrier(Sample.account(), VonageSmsCarrierTest.config(Map.of()));

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String claims(String body, long issuedAt) {
        String hash = Proofs.hash("SHA-256", body.getBytes(StandardCharsets.UTF_8));
        return "{\"iat\":" + issuedAt + ",\"jti\":\"j\",\"iss\":\"Vonage\",\"payload_hash\":\"" + hash
                + "\",\"api_key\":\"k1\"}";
    }

    private static String token(String header, String claims, String algorithm, String secret) {
        String signed = base64(header) + "." + base64(claims);
        return signed + "." + base64(new Hmac(algorithm, secret).of(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static WebhookRequest with(String token, String body) {
        return Sample.json(Sample.WEBHOOK.toString(), body, Map.of("authorization", "Bearer " + token));
    }

    private static WebhookRequest signed(String body) {
        return with(token(HS256, claims(body, 1_700_000_000), "HmacSHA256", "sigsecret"), body);
    }

    private List<CarrierNotice> read(String body) {
        return carrier.read(signed(body));
    }

    @Test
    void readsAMessage() {
        assertThat(read(MESSAGE))
                .containsExactly(new Incoming(
                        "the-carrier",
                        "u1",
                        "15550000001",
                        "15550000009",
                        "hi",
                        List.of(URI.create("https://m.example.test/0"))));
    }

    @ParameterizedTest
    @CsvSource({
        "submitted, SENT",
        "delivered, DELIVERED",
        "read, DELIVERED",
        "undeliverable, UNDELIVERED",
        "rejected, REJECTED"
    })
    void readsReceipts(String status, State state) {
        assertThat(read(RECEIPT.formatted(status)))
                .containsExactly(
                        new Receipt("the-carrier", "u1", state, "1120", Instant.parse("2023-11-14T22:13:19Z")));
    }

    @Test
    void otherStatesAndChannelsTellNothing() {
        assertThat(read(RECEIPT.formatted("something-new"))).isEmpty();
        assertThat(read(MESSAGE.replace("mms", "whatsapp"))).isEmpty();
    }

    @Test
    void aLongSecretWillDoToo() {
        String secret = "s".repeat(100);
        VonageCarrier longer =
                new VonageCarrier(Sample.account(), VonageSmsCarrierTest.config(Map.of("signature-secret", secret)));
        String token = token(HS256, claims(MESSAGE, 1_700_000_000), "HmacSHA256", secret);

        assertThat(longer.read(with(token, MESSAGE))).hasSize(1);
    }

    @Test
    void withoutATokenItIsToComeAgain() {
        assertThat(Sample.refusal(() -> carrier.read(Sample.json(MESSAGE)))).isEqualTo(Kind.UNPROVEN);
    }

    @Test
    void theTokenIsForThisBodyOnly() {
        String token = token(HS256, claims(MESSAGE, 1_700_000_000), "HmacSHA256", "sigsecret");

        assertThat(Sample.refusal(() -> carrier.read(with(token, MESSAGE + " "))))
                .isEqualTo(Kind.FORGED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_699_999_699, 1_700_000_301, 0, 99_999_999_999L})
    void aRecordingIsForged(long issuedAt) {
        String token = token(HS256, claims(MESSAGE, issuedAt), "HmacSHA256", "sigsecret");

        assertThat(Sample.refusal(() -> carrier.read(with(token, MESSAGE)))).isEqualTo(Kind.FORGED);
    }

    @Test
    void onlyHs256Counts() {
        String claims = claims(MESSAGE, 1_700_000_000);

        for (String token : List.of(
                "",
                "x",
                "a.b.c",
                token(HS256, claims, "HmacSHA256", "other"),
                token("{\"alg\":\"HS512\"}", claims, "HmacSHA512", "sigsecret"),
                token("{\"alg\":\"none\"}", claims, "HmacSHA256", "sigsecret"),
                base64("{\"alg\":\"none\"}") + "." + base64(claims) + ".",
                token(HS256, "[]", "HmacSHA256", "sigsecret"),
                token(HS256, "{}", "HmacSHA256", "sigsecret"),
                token(HS256, claims.replace("\"Vonage\"", "\"Else\""), "HmacSHA256", "sigsecret"),
                token(HS256, claims.replace("\"iat\":1700000000,", ""), "HmacSHA256", "sigsecret"),
                token(HS256, claims.replace("payload_hash", "payload"), "HmacSHA256", "sigsecret"),
                token(
                        HS256,
                        claims.replaceAll("\"payload_hash\":\"[0-9a-f]*\"", "\"payload_hash\":[7]"),
                        "HmacSHA256",
                        "sigsecret"),
                "x".repeat(10_000))) {
            assertThat(Sample.refusal(() -> carrier.read(with(token, MESSAGE))))
                    .as(token)
                    .isEqualTo(Kind.FORGED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message_uuid\":\"u1\"}",
                "{\"message_uuid\":\"u1\",\"channel\":\"sms\",\"from\":\"1\"}",
                "{\"message_uuid\":[],\"channel\":\"sms\",\"from\":\"1\",\"to\":\"2\",\"text\":\"x\"}",
                "{\"message_uuid\":\"u1\",\"channel\":\"sms\",\"status\":{}}"
            })
    void whatIsMissingIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> read(body))).isEqualTo(Kind.UNREADABLE);
    }
}
