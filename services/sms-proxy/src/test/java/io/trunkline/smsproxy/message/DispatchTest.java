package io.trunkline.smsproxy.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.testing.Topics;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.FakeCarriers;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How messages go out, whatever the carrier does. */
@ProxyTest
class DispatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Phones phones;

    @Inject
    FakeCarriers carriers;

    @Inject
    Pool database;

    @Inject
    TestClock clock;

    private final Owner owner = Owner.any();
    private Conversation talk;

    @BeforeEach
    void startASession() {
        owner.numbers(1);
        talk = owner.conversation();
        phones.got(talk.a(), 1);
        phones.got(talk.b(), 1);
    }

    private void write(String text) {
        phones.write(talk.a(), talk.number(), text);
    }

    private static Duration soon() {
        return Duration.ofMillis(20);
    }

    private Row row(String recipient, String text) {
        return database.preparedQuery("select * from outgoing_message where recipient = $1 and text = $2")
                .execute(Tuple.of(recipient, text))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
    }

    private void awaitState(String text, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(row(talk.b(), text).getString("state")).isEqualTo(state));
    }

    @Test
    void aThrottledCarrierGetsEverythingInItsOrder() {
        for (int i = 0; i < 5; i++) {
            carriers.main().failNext(talk.b(), CarrierFailure.throttled("0x58", "Too fast", soon()));
        }
        IntStream.range(0, 20).forEach(n -> write("message " + n));

        assertThat(phones.texts(talk.b(), 21).subList(1, 21))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(n -> "message " + n).toList());
    }

    @Test
    void whatWaitsForAnotherAttemptHoldsUpWhatIsBehindIt() {
        carriers.main().failNext(talk.b(), CarrierFailure.busy("0x08", "System error", soon()));
        carriers.main().failNext(talk.b(), CarrierFailure.busy("0x08", "System error", soon()));
        write("first");
        write("second");

        assertThat(phones.texts(talk.b(), 3).subList(1, 3)).containsExactly("first", "second");
        awaitState("first", "sent");
        assertThat(row(talk.b(), "first").getInteger("attempts")).isEqualTo(3);
        assertThat(row(talk.b(), "first").getBoolean("in_doubt")).isFalse();
    }

    @Test
    void aRefusedMessageHasFailedAndTheNextGoesOn() {
        carriers.main().failNext(talk.b(), CarrierFailure.rejected("0x0b", "Invalid destination"));
        write("refused");
        write("taken");

        assertThat(phones.texts(talk.b(), 2)).endsWith("taken");
        awaitState("refused", "rejected");
        UUID id = row(talk.b(), "refused").getUUID("id");
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Failed failed
                        && failed.messageId().equals(id)
                        && failed.reason().equals("0x0b"));
    }

    @Test
    void whoHasToldTheCarrierToStopIsLeftAlone() {
        carriers.main().failNext(talk.b(), CarrierFailure.optedOut("21610", "The recipient has opted out"));
        write("unwanted");
        awaitState("unwanted", "rejected");

        write("unwanted, too");
        phones.write(talk.b(), talk.number(), "START");
        write("wanted again");

        assertThat(phones.texts(talk.b(), 3)).endsWith("wanted again");
        assertThat(phones.texts(talk.b(), 3)).doesNotContain("unwanted, too");
    }

    @Test
    void whatMayHaveGoneIsSentAgainAndMarked() {
        carriers.main().takeAndFailNext(talk.b(), CarrierFailure.unknown("timeout", "No answer", null));
        write("twice");

        OutgoingSms sent = phones.got(talk.b(), 3).getLast();
        assertThat(sent.text()).isEqualTo("twice");
        awaitState("twice", "sent");
        assertThat(row(talk.b(), "twice").getBoolean("in_doubt")).isTrue();
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Sent told
                        && told.messageId().equals(sent.id())
                        && told.possiblyRepeated());
    }

    @Test
    void aCarefulCarrierKeepsItBackInstead() {
        Owner careful = Owner.any();
        careful.numbers(1, Map.of("carrier", "careful"));
        Conversation quiet = careful.conversation();
        await().atMost(PATIENCE).until(() -> carriers.careful().to(quiet.b()).size() == 1);
        carriers.careful().failNext(quiet.b(), CarrierFailure.unknown("timeout", "No answer", null));

        phones.write(quiet.a(), quiet.number(), "maybe");
        phones.write(quiet.a(), quiet.number(), "surely");

        await().atMost(PATIENCE).until(() -> carriers.careful().to(quiet.b()).size() == 2);
        assertThat(carriers.careful().to(quiet.b()).getLast().text()).isEqualTo("surely");
        assertThat(row(quiet.b(), "maybe").getString("state")).isEqualTo("in-doubt");
    }

    @Test
    void theFallbackTakesWhatTheFirstCarrierDoesNot() {
        Owner safe = Owner.any();
        safe.numbers(1, Map.of("fallbackCarriers", List.of("second")));
        Conversation sure = safe.conversation();
        phones.got(sure.b(), 1);
        for (int i = 0; i < 3; i++) {
            carriers.main().failNext(sure.b(), CarrierFailure.busy("503", "Down", soon()));
        }

        phones.write(sure.a(), sure.number(), "by another way");

        await().atMost(PATIENCE).until(() -> carriers.second().to(sure.b()).size() == 1);
        OutgoingSms sent = carriers.second().to(sure.b()).getFirst();
        assertThat(sent.text()).isEqualTo("by another way");
        assertThat(sent.from()).isEqualTo(sure.number());
        phones.got(sure.b(), 1);
    }

    @Test
    void aCarrierWithoutALinkKeepsWhatNobodyElseMaySend() {
        Owner owner = Owner.any();
        owner.numbers(1, Map.of("carrier", "shaky"));
        owner.numbers(1, Map.of("carrier", "shaky", "fallbackCarriers", List.of("second")));
        Conversation one = owner.conversation();
        Conversation other = owner.conversation();
        boolean oneIsAlone = owner.get("/v1/numbers")
                .<List<String>>path("items.number")
                .getLast()
                .equals(one.number());
        Conversation alone = oneIsAlone ? one : other;
        Conversation safe = oneIsAlone ? other : one;
        await().atMost(PATIENCE).until(() -> carriers.shaky().to(alone.b()).size() == 1);
        await().atMost(PATIENCE).until(() -> carriers.shaky().to(safe.b()).size() == 1);

        carriers.shaky().setUp(false);
        try {
            phones.write(alone.a(), alone.number(), "waits");
            phones.write(safe.a(), safe.number(), "goes");
            clock.advance(Duration.ofSeconds(31));

            await().atMost(PATIENCE).until(() -> carriers.second().to(safe.b()).size() == 1);
            assertThat(row(alone.b(), "waits").getString("state")).isEqualTo("queued");
        } finally {
            carriers.shaky().setUp(true);
            clock.reset();
        }
        await().atMost(PATIENCE).until(() -> carriers.shaky().to(alone.b()).size() == 2);
    }

    @Test
    void anAdapterThatBreaksLeavesTheMessageInDoubtAndTheServiceAlive() {
        carriers.main().next(talk.b(), sms -> {
            throw new IllegalStateException("a defect");
        });
        write("after a defect");

        assertThat(phones.texts(talk.b(), 2)).endsWith("after a defect");
        awaitState("after a defect", "sent");
        assertThat(row(talk.b(), "after a defect").getBoolean("in_doubt")).isTrue();
    }

    @Test
    void anAnswerThatComesAfterTheNextAttemptIsNotToldAsWell() {
        CompletableFuture<Accepted> late = new CompletableFuture<>();
        carriers.main().next(talk.b(), sms -> Uni.createFrom().completionStage(late));
        write("overtaken");
        awaitState("overtaken", "sending");
        // What the next dispatcher does with a message that it finds on its way.
        database.preparedQuery(
                        "update outgoing_message set state = 'queued', in_doubt = true where recipient = $1 and text = $2")
                .execute(Tuple.of(talk.b(), "overtaken"))
                .await()
                .atMost(PATIENCE);
        awaitState("overtaken", "sent");

        late.complete(Accepted.as("late"));
        write("after it");

        awaitState("after it", "sent");
        UUID id = row(talk.b(), "overtaken").getUUID("id");
        await().atMost(PATIENCE).until(() -> nothingWaitsToBePublished(id));
        assertThat(Topics.everything(Topic.SMS_PROXY_MESSAGE.topicName()))
                .filteredOn(event -> id.toString().equals(event.key()))
                .extracting(event -> Topics.headersOf(event).get("ce_type"))
                .containsExactly("sms-proxy.message.accepted", "sms-proxy.message.sent");
    }

    private boolean nothingWaitsToBePublished(UUID message) {
        return database.preparedQuery("select from outbox where key = $1")
                        .execute(Tuple.of(message.toString()))
                        .await()
                        .atMost(PATIENCE)
                        .size()
                == 0;
    }

    @Test
    void oneRecipientWhoIsSlowHoldsUpNobodyElse() {
        carriers.main().next(talk.b(), sms -> Uni.createFrom().nothing());
        write("stuck");
        Conversation other = newTalk();
        phones.write(other.a(), other.number(), "free");

        assertThat(phones.texts(other.b(), 2)).endsWith("free");
        assertThat(row(talk.b(), "stuck").getString("state")).isEqualTo("sending");
    }

    private Conversation newTalk() {
        owner.numbers(1);
        return owner.conversation();
    }

    @Test
    void aReceiptTellsThatItHasArrived() {
        write("hello");
        OutgoingSms sent = phones.got(talk.b(), 2).getLast();
        awaitState("hello", "sent");

        phones.give(receipt(carriers.main().idOf(sent), State.DELIVERED, null));
        phones.give(receipt(carriers.main().idOf(sent), State.DELIVERED, null));
        phones.give(receipt(carriers.main().idOf(sent), State.FAILED, "late"));

        awaitState("hello", "delivered");
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Delivered delivered
                        && delivered.messageId().equals(sent.id()));
    }

    @Test
    void aReceiptMayComeBeforeTheAnswer() {
        carriers.main().next(talk.b(), sms -> {
            phones.give(receipt("early-" + sms.id(), State.DELIVERED, null));
            return Uni.createFrom().item(Accepted.as("early-" + sms.id()));
        });
        write("quick");

        awaitState("quick", "delivered");
    }

    @Test
    void aLongMessageIsDeliveredWhenAllItsPartsAre() {
        carriers.main().takeNextInParts(talk.b(), 3);
        write("long");
        OutgoingSms sent = phones.got(talk.b(), 2).getLast();
        awaitState("long", "sent");
        String id = carriers.main().idOf(sent);

        phones.give(receipt(id + "-1", State.DELIVERED, null));
        phones.give(receipt(id + "-3", State.UNCONFIRMED, null));
        assertThat(row(talk.b(), "long").getString("state")).isEqualTo("sent");
        phones.give(receipt(id + "-2", State.DELIVERED, null));
        awaitState("long", "unconfirmed");
        phones.give(receipt(id + "-3", State.DELIVERED, null));

        awaitState("long", "delivered");
        assertThat(row(talk.b(), "long").getInteger("segments")).isEqualTo(3);
    }

    @Test
    void aPartThatFailsFailsTheMessage() {
        carriers.main().takeNextInParts(talk.b(), 2);
        write("half");
        OutgoingSms sent = phones.got(talk.b(), 2).getLast();
        awaitState("half", "sent");
        String id = carriers.main().idOf(sent);

        phones.give(receipt(id + "-1", State.DELIVERED, null));
        phones.give(receipt(id + "-2", State.UNDELIVERED, "003"));

        awaitState("half", "undelivered");
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Failed failed
                        && failed.messageId().equals(sent.id())
                        && failed.reason().equals("003"));
    }

    private static Receipt receipt(String id, State state, String code) {
        return new Receipt("main", id, state, code, Instant.now());
    }
}
