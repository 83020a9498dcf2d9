package io.trunkline.smsproxy.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.IncomingPart;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a centre that others have written. */
@Tag("peer")
@EnabledIfSystemProperty(named = "trunkline.peers", matches = ".+", disabledReason = "names the folder of the peers")
class SmppPeerTest {

    private static final String OURS = "+4930100";
    private static final String THEIRS = "+491511000";

    private static PeerCentre centre;

    private final Inbox inbox = new Inbox();
    private SmppCarrier carrier;

    @BeforeAll
    static void startCentre() throws Exception {
        centre = PeerCentre.start();
    }

    @AfterAll
    static void stopCentre() {
        if (centre != null) {
            centre.close();
        }
    }

    @BeforeEach
    void reset() {
        centre.order("reset", "");
    }

    @AfterEach
    void stop() {
        carrier.stop();
        await().until(() -> centre.count("bound") == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain {€} [~]", "àèéìòù ÄÖÜ ΔΦΓ", "Привет", "ok 👍🏽"})
    void isReadAsItWasWritten(String text) {
        bound(Map.of());

        accepted(send(text));

        assertThat(centre.messages()).singleElement().satisfies(message -> {
            assertThat(message.get("text").textValue()).isEqualTo(text);
            assertThat(message.get("from").textValue()).isEqualTo("4930100");
        });
    }

    @ParameterizedTest
    @CsvSource({"UDH_8,x{", "UDH_16,x{", "SAR,x{", "UDH_8,😀ж", "UDH_16,😀ж", "SAR,😀ж"})
    void isReadAsAWhole(String way, String piece) {
        bound(Map.of("sending.long-messages", way));
        String text = piece.repeat(150);

        List<String> ids = accepted(send(text));

        JsonNode messages = centre.messages();
        assertThat(messages).hasSize(ids.size()).hasSize(carrier.segments(text));
        assertThat(messages.get(messages.size() - 1).get("whole").textValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x{", "😀ж"})
    void isCutByTheCentre(String piece) {
        bound(Map.of("sending.long-messages", "PAYLOAD"));

        accepted(send(piece.repeat(150)));

        assertThat(centre.messages()).singleElement().satisfies(message -> assertThat(
                        message.get("text").textValue())
                .isEqualTo(piece.repeat(150)));
    }

    @ParameterizedTest
    @CsvSource({
        "decimal,AS_ANSWERED,true,false",
        "hex,AS_ANSWERED,false,false",
        "split,DECIMAL_FOR_HEX,false,false",
        "split,DECIMAL_FOR_HEX,true,true",
        "split,AS_ANSWERED,true,true"
    })
    void hearsWhatBecameOfEachMessage(String ids, String setting, boolean parameters, boolean early) {
        centre.settings(
                "{\"ids\": \"%s\", \"receiptParameters\": %s, \"receiptFirst\": %s}".formatted(ids, parameters, early));
        bound(Map.of("receiving.receipt-ids", setting));

        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sent.addAll(accepted(send("message " + i)));
        }

        await().until(() -> inbox.notices.size() == 20);
        assertThat(inbox.all(Receipt.class)).extracting(Receipt::messageId).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(inbox.all(Receipt.class)).extracting(Receipt::state).containsOnly(State.DELIVERED);
    }

    @Test
    void hearsWhatWentWrong() {
        centre.settings("{\"receipts\": \"UNDELIV\", \"receiptParameters\": false}");
        bound(Map.of());

        accepted(send("hello"));

        await().until(() -> !inbox.notices.isEmpty());
        assertThat(inbox.all(Receipt.class)).singleElement().satisfies(receipt -> {
            assertThat(receipt.state()).isEqualTo(State.UNDELIVERED);
            assertThat(receipt.code()).isEqualTo("011");
        });
    }

    @Test
    void isThrottledAndComesAgain() {
        centre.settings("{\"throttleEvery\": 3}");
        bound(Map.of());

        int throttled = 0;
        for (int i = 0; i < 6; i++) {
            Result result = send("message " + i);
            throttled += result.failure() != null && result.failure().kind() == Kind.THROTTLED ? 1 : 0;
        }

        assertThat(throttled).isEqualTo(2);
        assertThat(centre.count("accepted")).isEqualTo(4);
    }

    @Test
    void isRefused() {
        centre.settings("{\"refuse\": {\"491511000\": 11}}");
        bound(Map.of());

        assertThat(failure(send("hello")).kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void losesItsLinkAndFindsItAgain() {
        centre.settings("{\"dropAfter\": 2}");
        bound(Map.of());

        accepted(send("one"));
        assertThat(failure(send("two")).kind()).isEqualTo(Kind.UNKNOWN);

        await().until(carrier::isUp);
        accepted(send("three"));
        assertThat(centre.count("binds")).isEqualTo(2);
    }

    @Test
    void leavesACentreThatSaysNothing() {
        bound(Map.of("links.enquire-after", "PT0.2S", "links.answer-within", "PT0.4S", "links.bind-within", "PT0.5S"));
        centre.settings("{\"silent\": true}");

        assertThat(failure(send("hello")).kind()).isEqualTo(Kind.UNKNOWN);
        await().until(() -> !carrier.isUp());

        centre.settings("{\"silent\": false}");
        await().until(carrier::isUp);
        accepted(send("again"));
    }

    @Test
    void bindsAgainWhenTheCentreUnbinds() {
        bound(Map.of());

        centre.order("unbind", "");

        await().until(() -> centre.count("binds") == 2 && carrier.isUp());
    }

    @ParameterizedTest
    @CsvSource({"udh8,ok ", "udh16,ok ", "sar,ok ", "udh8,ж😀", "udh16,ж😀", "sar,ж😀"})
    void readsAllPartsOfALongMessage(String way, String piece) {
        bound(Map.of());
        String text = piece.repeat(100);

        centre.order("deliver", incoming(text, way, 1));

        await().until(() -> centre.count("delivered") > 1 && inbox.notices.size() == centre.count("delivered"));
        assertThat(inbox.all(IncomingPart.class).stream()
                        .sorted(Comparator.comparingInt(IncomingPart::number))
                        .map(IncomingPart::text)
                        .collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void readsAMessageInAParameter() {
        bound(Map.of());

        centre.order("deliver", incoming("ж😀".repeat(100), "payload", 1));

        await().until(() -> !inbox.notices.isEmpty());
        assertThat(inbox.all(Incoming.class)).singleElement().satisfies(incoming -> {
            assertThat(incoming.text()).isEqualTo("ж😀".repeat(100));
            assertThat(incoming.from()).isEqualTo(THEIRS);
            assertThat(incoming.to()).isEqualTo(OURS);
        });
    }

    @Test
    void takesABurst() {
        bound(Map.of());

        centre.order("deliver", incoming("message {n}", "udh8", 1_000));

        await().until(() -> centre.count("delivered") == 1_000);
        assertThat(inbox.notices).hasSize(1_000);
        assertThat(centre.count("undelivered")).isZero();
    }

    @Test
    void isOfferedAgainWhatWasNotStored() {
        AtomicInteger attempts = new AtomicInteger();
        inbox.storing = Uni.createFrom()
                .deferred(() -> attempts.incrementAndGet() == 1
                        ? Uni.createFrom().failure(new IllegalStateException("No database"))
                        : Uni.createFrom().voidItem());
        bound(Map.of());

        centre.order("source", """
                {"conversations": [{"from": "491511000", "to": "4930100", "text": "message {n}"}],
                 "count": 3, "perSecond": 1000}""");

        await().until(() -> centre.source().get("answered").get(0).intValue() == 3);
        assertThat(inbox.all(Incoming.class))
                .extracting(Incoming::text)
                .containsExactly("message 0", "message 0", "message 1", "message 2");
        assertThat(inbox.all(Incoming.class).stream().map(Incoming::messageId).distinct())
                .hasSize(3);
        assertThat(centre.source().get("unanswered").intValue()).isEqualTo(1);
    }

    private void bound(Map<String, String> settings) {
        carrier = new SmppCarrier("peer", Settings.ofCentre(centre.port(), settings), inbox, Clock.systemUTC());
        carrier.start();
        await().until(carrier::isUp);
    }

    private static String incoming(String text, String way, int count) {
        return "{\"from\": \"491511000\", \"to\": \"4930100\", \"text\": \"%s\", \"long\": \"%s\", \"count\": %d}"
                .formatted(text, way, count);
    }

    /** Either of them. */
    private record Result(Accepted accepted, CarrierFailure failure) {}

    private Result send(String text) {
        OutgoingSms sms = new OutgoingSms(UUID.randomUUID(), OURS, THEIRS, text, List.of(), null);
        try {
            return new Result(carrier.send(sms).await().indefinitely(), null);
        } catch (CarrierFailure failure) {
            return new Result(null, failure);
        }
    }

    private static List<String> accepted(Result result) {
        assertThat(result.failure()).isNull();
        return result.accepted().messageIds();
    }

    private static CarrierFailure failure(Result result) {
        assertThat(result.accepted()).isNull();
        return result.failure();
    }
}
