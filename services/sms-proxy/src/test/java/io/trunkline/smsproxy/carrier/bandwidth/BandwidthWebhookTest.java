package io.trunkline.smsproxy.carrier.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthWebhookTest {

    static final String MESSAGE = """
            {"type":"message-received","time":"2023-11-14T22:13:20Z","to":"+15550000009","message":{"id":"m1",
             "owner":"+15550000009","direction":"in","to":["+15550000009","+15550000008"],"from":"+15550000001",
             "text":"hi","media":["https://m.example.test/0"],"segmentCount":1,"new":{}}}
            """;
    static final String RECEIPT = """
            {"type":"%s","time":"2023-11-14T22:13:19Z","to":"+15550000001","description":"x","errorCode":4720,
             "message":{"id":"m2","owner":"%2$s","direction":"out","to":["+15550000001"],"from":"%2$s","text":""}}
            """;
    private static final String OURS = "+15550000009";

    private final BandwidthCarrier carrier = carrier(Map.of());

    private static BandwidthCarrier carrier(Map<String, String> settings) {
        return new BandwidthCarrier(Sample.account(), BandwidthCarrierTest.config(settings));
    }

    private static String list(String... events) {
        return "[" + String.join(",", events) + "]";
    }

    @Test
    void readsAMessage() {
        assertThat(carrier.read(Sample.json(list(MESSAGE))))
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
        "message-sent, +15550000009, SENT,",
        "message-delivered, +15550000009, UNCONFIRMED,",
        "message-delivered, +18885550009, DELIVERED,",
        "message-read, +15550000009, DELIVERED,",
        "message-failed, +15550000009, FAILED, 4720"
    })
    void readsReceipts(String type, String ours, State state, String code) {
        assertThat(carrier.read(Sample.json(list(RECEIPT.formatted(type, ours)))))
                .containsExactly(new Receipt("the-carrier", "m2", state, code, Instant.parse("2023-11-14T22:13:19Z")));
    }

    @Test
    void aReceiptThatNeverCameConfirmsNothing() {
        String event = RECEIPT.formatted("message-failed", OURS).replace("4720", "9902");

        assertThat(carrier.read(Sample.json(list(event))))
                .singleElement()
                .satisfies(notice -> assertThat(((Receipt) notice).state()).isEqualTo(State.UNCONFIRMED));
    }

    @Test
    void readsManyEventsOneByOne() {
        String delivered = RECEIPT.formatted("message-delivered", OURS);

        assertThat(carrier.read(Sample.json(list(MESSAGE, "{\"type\":\"message-received\"}", "7", delivered))))
                .hasSize(2);
    }

    @Test
    void theDirectionKeepsOurOwnMessagesFromComingBack() {
        String ours = MESSAGE.replace("\"in\"", "\"out\"");
        String theirs = RECEIPT.formatted("message-delivered", OURS).replace("\"out\"", "\"in\"");

        // One by one: a refusal of one event would not show beside another.
        assertThat(carrier.read(Sample.json(list(ours)))).isEmpty();
        assertThat(carrier.read(Sample.json(list(theirs)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-sending", "suggestion-response", "something-new"})
    void otherEventsTellNothing(String type) {
        assertThat(carrier.read(Sample.json(list(RECEIPT.formatted(type, OURS)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[1]",
                "[{}]",
                "[{\"type\":[]}]",
                "[{\"type\":\"message-received\",\"message\":[]}]",
                "[{\"type\":\"message-received\",\"type\":\"message-received\"}]"
            })
    void whatIsMissingOrRepeatedIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> carrier.read(Sample.json(body)))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void thePasswordIsCheckedIfThereIsOne() {
        BandwidthCarrier guarded = carrier(Map.of("webhook-user", "hook", "webhook-password", "shh"));
        String url = Sample.WEBHOOK.toString();

        assertThat(guarded.read(Sample.json(url, list(MESSAGE), Map.of("authorization", Proofs.basic("hook", "shh")))))
                .hasSize(1);
        assertThat(Sample.refusal(() -> guarded.read(Sample.json(list(MESSAGE)))))
                .isEqualTo(Kind.FORGED);
        assertThat(Sample.refusal(() -> guarded.read(
                        Sample.json(url, list(MESSAGE), Map.of("authorization", Proofs.basic("hook", "sh"))))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void theAddressIsCheckedIfThereIsOne() {
        BandwidthCarrier elsewhere = carrier(Map.of("addresses", "198.51.100.0/24"));

        assertThat(Sample.refusal(() -> elsewhere.read(Sample.json(list(MESSAGE)))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void aUserWithoutAPasswordIsAMistake() {
        assertThatThrownBy(() -> carrier(Map.of("webhook-user", "hook"))).isInstanceOf(IllegalStateException.class);
    }
}
