package io.trunkline.smsproxy.carrier.flowroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowrouteWebhookTest {

    static final String FLAT = "{\"to\":\"15550000009\",\"from\":\"15550000001\",\"body\":\"hi\",\"id\":\"mdr2-1\"}";
    static final String NESTED = """
            {"data":{"type":"message","id":"mdr2-1","attributes":{"amount_nanodollars":4000000,"body":"hi",
              "direction":"inbound","from":"15550000001","to":"15550000009","is_mms":true,"message_encoding":0,
              "timestamp":"2023-11-14T22:13:20.00Z"}},
             "included":[{"type":"media","attributes":{"url":"https://m.example.test/0","file_name":"a.png"}},
              {"type":"other"}]}
            """;
    static final String RECEIPT = """
            {"data":{"type":"delivery_receipt","id":"mdr2-1","attributes":{"body":"hi","level":%s,"status":"%s",
             "status_code":%s,"status_code_description":"x","timestamp":"2023-11-14T22:13:19.00Z"},
             "links":{"related":"https://x"}}}
            """;

    private final FlowrouteCarrier carrier = carrier(Map.of());

    private static FlowrouteCarrier carrier(Map<String, String> settings) {
        return new FlowrouteCarrier(Sample.account(), FlowrouteCarrierTest.config(settings), new Ids());
    }

    private List<CarrierNotice> read(String body) {
        return carrier.read(Sample.json(body));
    }

    @Test
    void readsAFlatMessage() {
        assertThat(read(FLAT))
                .containsExactly(new Incoming("the-carrier", "mdr2-1", "15550000001", "15550000009", "hi", List.of()));
    }

    @Test
    void readsANestedMessageAtTheSameAddress() {
        assertThat(read(NESTED))
                .containsExactly(new Incoming(
                        "the-carrier",
                        "mdr2-1",
                        "15550000001",
                        "15550000009",
                        "hi",
                        List.of(URI.create("https://m.example.test/0"))));
    }

    @ParameterizedTest
    @CsvSource({"null, ''", "'\"\"', ''", "7, 7", "'\"a\\u0000b\"', ab"})
    void aTextMayBeAlmostAnything(String body, String text) {
        assertThat(read(FLAT.replace("\"hi\"", body)))
                .singleElement()
                .satisfies(notice -> assertThat(((Incoming) notice).text()).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1, delivered, UNCONFIRMED",
        "1, message buffered, UNCONFIRMED",
        "2, delivered, DELIVERED",
        "2, message buffered, SENT",
        "1, undelivered, UNDELIVERED",
        "2, failed, FAILED",
        "2, expired, EXPIRED",
        "2, rejected, REJECTED"
    })
    void readsReceipts(String level, String status, State state) {
        assertThat(read(RECEIPT.formatted(level, status, "\"1003\"")))
                .containsExactly(
                        new Receipt("the-carrier", "mdr2-1", state, "1003", Instant.parse("2023-11-14T22:13:19Z")));
    }

    @Test
    void aReceiptMayHaveNoCode() {
        assertThat(read(RECEIPT.formatted("2", "delivered", "null")))
                .singleElement()
                .satisfies(notice -> assertThat(((Receipt) notice).code()).isNull());
    }

    @Test
    void whatIsNotKnownTellsNothing() {
        assertThat(read(RECEIPT.formatted("2", "something new", "null"))).isEmpty();
        assertThat(read("{\"data\":{\"type\":\"something_new\"}}")).isEmpty();
        assertThat(read(NESTED.replace("inbound", "outbound"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "{}",
                "to=1&from=2&body=x&id=1",
                "{\"to\":15550000009,\"from\":\"15550000001\",\"body\":\"hi\",\"id\":\"1\"}",
                "{\"to\":[\"15550000009\"],\"from\":\"15550000001\",\"body\":\"hi\",\"id\":\"1\"}",
                "{\"to\":\"1234567890123456789\",\"from\":\"15550000001\",\"body\":\"hi\",\"id\":\"1\"}",
                "{\"to\":\"15550000009\",\"from\":\"15550000001\",\"id\":\"1\"}",
                "{\"to\":\"15550000009\",\"from\":\"15550000001\",\"body\":[\"hi\"],\"id\":\"1\"}",
                "{\"to\":\"1\",\"to\":\"2\",\"from\":\"15550000001\",\"body\":\"hi\",\"id\":\"1\"}",
                "{\"data\":[]}",
                "{\"data\":{\"type\":\"message\",\"attributes\":[]}}",
                "{\"data\":{\"type\":\"delivery_receipt\",\"id\":\"1\",\"attributes\":{}}}"
            })
    void whatIsMissingOrRepeatedIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> read(body))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aFlatMessageWithoutAnIdIsNoRepeat() {
        String body = FLAT.replace(",\"id\":\"mdr2-1\"", "");

        assertThat(read(body)).isNotEqualTo(read(body));
    }

    @Test
    void theAddressIsCheckedIfThereIsOne() {
        assertThat(carrier(Map.of("addresses", "198.51.100.1,192.0.2.0/24")).read(Sample.json(FLAT)))
                .hasSize(1);
        assertThat(Sample.refusal(
                        () -> carrier(Map.of("addresses", "198.51.100.1")).read(Sample.json(FLAT))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void needsItsKeys() {
        assertThatThrownBy(() -> carrier(Map.of("secret-key", " "))).isInstanceOf(IllegalStateException.class);
    }
}
