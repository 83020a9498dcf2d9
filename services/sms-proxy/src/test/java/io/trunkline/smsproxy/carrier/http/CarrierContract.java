package io.trunkline.smsproxy.carrier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every carrier over HTTP does with a message, whatever its API looks like. */
public abstract class CarrierContract {

    /** What a peer answers. */
    public record Answer(int status, String body) {}

    private static Vertx vertx;

    protected CarrierPeer peer;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void startPeer() {
        peer = new CarrierPeer(vertx);
    }

    /** The adapter, with these settings beside its own. */
    protected abstract WebhookCarrier carrier(HttpAccount account, Map<String, String> settings);

    /** The setting that has the API's address. */
    protected String addressSetting() {
        return "api";
    }

    protected String path() {
        return "";
    }

    /** An answer that takes the message. */
    protected abstract Answer taken();

    /** The ids in it. */
    protected abstract List<String> ids();

    protected abstract void assertRequest(CarrierPeer.Asked asked);

    protected abstract Answer refused();

    protected abstract String codeOfRefused();

    protected Answer throttled() {
        return new Answer(429, "{}");
    }

    protected final Accepted send(OutgoingSms sms, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent(addressSetting(), peer.address() + path());
        HttpAccount account = new HttpAccount("the-carrier", Sample.WEBHOOK, vertx, Sample.CLOCK);
        return carrier(account, all).send(sms).await().atMost(Duration.ofSeconds(30));
    }

    protected final CarrierFailure failure(OutgoingSms sms, Map<String, String> settings) {
        CarrierFailure failure = catchThrowableOfType(CarrierFailure.class, () -> send(sms, settings));
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).doesNotContain(sms.to()).doesNotContain(sms.text());
        return failure;
    }

    protected final CarrierFailure failure(Answer answer) {
        peer.answers(answer.status(), answer.body(), Map.of());
        return failure(Sample.SMS, Map.of());
    }

    @Test
    void handsAMessageOver() {
        peer.answers(taken().status(), taken().body(), Map.of());

        Accepted accepted = send(Sample.SMS, Map.of());

        assertThat(accepted.messageIds()).isEqualTo(ids());
        assertThat(peer.asked()).singleElement().satisfies(this::assertRequest);
    }

    @Test
    void whatTheCarrierRefusesIsRejected() {
        CarrierFailure failure = failure(refused());

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo(codeOfRefused());
    }

    @Test
    void aThrottledAccountPausesForAsLongAsTheCarrierWants() {
        peer.answers(throttled().status(), throttled().body(), Map.of("retry-after", "7"));

        CarrierFailure failure = failure(Sample.SMS, Map.of());

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.pause()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void anUnavailableCarrierIsBusy() {
        peer.answers(503, "", Map.of("retry-after", "Tue, 14 Nov 2023 22:13:30 GMT"));

        CarrierFailure failure = failure(Sample.SMS, Map.of());

        assertThat(failure.kind()).isEqualTo(Kind.BUSY);
        assertThat(failure.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 404})
    void anAccountAtFaultCostsNoMessage(int status) {
        assertThat(failure(new Answer(status, "")).kind()).isEqualTo(Kind.BUSY);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aFailureWithinTheCarrierLeavesTheOutcomeUnknown(int status) {
        assertThat(failure(new Answer(status, "<html>")).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aCarrierThatCannotBeReachedIsBusy() {
        URI address = peer.address();
        peer.isGone();

        CarrierFailure failure = failure(Sample.SMS, Map.of(addressSetting(), address + path()));

        assertThat(failure.kind()).isEqualTo(Kind.BUSY);
    }

    @Test
    void aConnectionThatBreaksAfterTheRequestLeavesTheOutcomeUnknown() {
        peer.hangsUp();

        assertThat(failure(Sample.SMS, Map.of()).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(peer.asked()).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksAmidTheAnswerLeavesTheOutcomeUnknown() {
        peer.hangsUpAmidTheAnswer();

        assertThat(failure(Sample.SMS, Map.of()).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void noAnswerInTimeLeavesTheOutcomeUnknown() {
        peer.staysSilent();

        CarrierFailure failure = failure(Sample.SMS, Map.of("limits.answer", "PT0.3S"));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void anAnswerThatIsTooLargeLeavesTheOutcomeUnknown() {
        assertThat(failure(new Answer(taken().status(), taken().body() + " ".repeat(70_000)))
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "null", "<html>", "{\"id\":{}}", "{\"data\":[{}],\"messages\":[{}]}", "\u0000"})
    void aSuccessThatNamesNoMessageLeavesTheOutcomeUnknown(String body) {
        assertThat(failure(new Answer(taken().status(), body)).kind()).isEqualTo(Kind.UNKNOWN);
    }
}
