package io.trunkline.smsproxy.relay;

import static io.trunkline.smsproxy.Owner.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.testing.Topics;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.Arrivals.Stored;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ProxyTest
class RelayTest {

    private static final String START =
            "[TRUNKLINE]: Your session has started. Reply to this message to reach the other party.";
    private static final String STRANGER = "[TRUNKLINE]: This number is not in a session with you.";

    @Inject
    Phones phones;

    @Inject
    Arrivals arrivals;

    @Inject
    TestClock clock;

    private final Owner owner = Owner.any();

    @AfterEach
    void setTheClockRight() {
        clock.reset();
    }

    @Test
    void eachSeesOnlyTheVirtualNumber() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.write(talk.a(), talk.number(), "Where are you?");
        phones.write(talk.b(), talk.number(), "At the door");

        OutgoingSms toB = phones.got(talk.b(), 2).getLast();
        assertThat(toB.from()).isEqualTo(talk.number());
        assertThat(toB.text()).isEqualTo("Where are you?");
        OutgoingSms toA = phones.got(talk.a(), 2).getLast();
        assertThat(toA.from()).isEqualTo(talk.number());
        assertThat(toA.text()).isEqualTo("At the door");
    }

    @Test
    void bothAreToldThatTheSessionHasStarted() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        assertThat(phones.texts(talk.a(), 1)).containsExactly(START);
        assertThat(phones.texts(talk.b(), 1)).containsExactly(START);
    }

    @Test
    void whatWasStoredOfACarrierIsKnownByItsIdTheLatestFirst() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String carrier = "carrier-" + UUID.randomUUID();
        Instant begin = clock.instant();
        phones.give(new Incoming(carrier, "first", talk.a(), talk.number(), "hello", List.of()));
        clock.advance(Duration.ofSeconds(10));
        phones.give(new Incoming(carrier, "second", talk.a(), talk.number(), "hello", List.of()));

        assertThat(storedSince(carrier, begin.minusSeconds(5), 2)).containsExactly("second", "first");
        assertThat(storedSince(carrier, begin.minusSeconds(5), 1)).containsExactly("second");
        assertThat(storedSince(carrier, begin.plusSeconds(5), 2)).containsExactly("second");
        assertThat(storedSince("main", begin.minusSeconds(5), 2)).doesNotContain("first", "second");
    }

    private List<String> storedSince(String carrier, Instant then, int most) {
        return arrivals.storedSince(carrier, then, most).await().indefinitely().stream()
                .map(Stored::messageId)
                .toList();
    }

    @Test
    void aRepeatedWebhookIsPassedOnOnce() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String id = UUID.randomUUID().toString();

        phones.write(id, talk.a(), talk.number(), "once");
        phones.write(id, talk.a(), talk.number(), "once");
        phones.write(talk.a(), talk.number(), "last");

        assertThat(phones.texts(talk.b(), 3)).containsExactly(START, "once", "last");
    }

    @Test
    void aHundredMessagesKeepTheirOrder() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        IntStream.range(0, 100).forEach(n -> phones.write(talk.a(), talk.number(), "message " + n));

        List<String> texts = phones.texts(talk.b(), 101);
        assertThat(texts.subList(1, 101))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(n -> "message " + n).toList());
    }

    @Test
    void carriersMayLeaveThePlusAway() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.write(talk.a().substring(1), talk.number().substring(1), "hello");

        assertThat(phones.texts(talk.b(), 2)).endsWith("hello");
    }

    @Test
    void aStrangerIsToldSoOnceInAWhile() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String stranger = newPhone();

        phones.write(stranger, talk.number(), "who is this?");
        phones.write(stranger, talk.number(), "hello?");

        OutgoingSms answer = phones.got(stranger, 1).getFirst();
        assertThat(answer.from()).isEqualTo(talk.number());
        assertThat(answer.text()).isEqualTo(STRANGER);
        phones.write(talk.a(), talk.number(), "still private");
        assertThat(phones.texts(talk.b(), 2)).containsExactly(START, "still private");

        clock.advance(Duration.ofMinutes(6));
        phones.write(stranger, talk.number(), "anybody?");
        assertThat(phones.texts(stranger, 2)).containsExactly(STRANGER, STRANGER);
    }

    @Test
    void whoeverWritesToANumberOfNobodyIsToldSo() {
        String stranger = newPhone();
        String number = newPhone();

        phones.write(stranger, number, "hello");

        assertThat(phones.got(stranger, 1).getFirst().from()).isEqualTo(number);
    }

    @Test
    void machinesAreNeverAnswered() {
        List<String> numbers = owner.numbers(2);
        String person = newPhone();

        phones.write("12345", numbers.get(0), "Your parcel is on its way");
        phones.write("UBER", numbers.get(0), "Your code");
        phones.write(numbers.get(1), numbers.get(0), "ping");
        phones.write(person, numbers.get(0), "a person");

        assertThat(phones.texts(person, 1)).containsExactly(STRANGER);
        assertThat(phones.got(numbers.get(1), 0)).isEmpty();
    }

    @Test
    void theEndOfASessionIsTheEndOfItsMessages() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        owner.request().delete("/v1/proxy-sessions/" + talk.id()).then().statusCode(200);
        phones.write(talk.a(), talk.number(), "too late");

        assertThat(phones.texts(talk.b(), 2)).containsExactly(START, "[TRUNKLINE]: Your session has ended.");
        assertThat(phones.texts(talk.a(), 3)).containsExactly(START, "[TRUNKLINE]: Your session has ended.", STRANGER);
    }

    @Test
    void anExpiredSessionPassesNothingOn() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("ttl", "PT1M"));
        phones.got(talk.a(), 1);

        clock.advance(Duration.ofMinutes(1));
        phones.write(talk.a(), talk.number(), "too late");

        assertThat(phones.texts(talk.a(), 2)).containsExactly(START, STRANGER);
        assertThat(phones.texts(talk.b(), 1)).containsExactly(START);
    }

    @Test
    void aSessionThatLivesByItsMessagesLivesOn() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("ttl", "PT2M", "ttlFrom", "last-message"));

        clock.advance(Duration.ofMinutes(1));
        phones.write(talk.a(), talk.number(), "one");
        clock.advance(Duration.ofMinutes(1));
        phones.write(talk.b(), talk.number(), "two");
        clock.advance(Duration.ofMinutes(1));
        phones.write(talk.a(), talk.number(), "three");

        assertThat(phones.texts(talk.b(), 3)).containsExactly(START, "one", "three");
    }

    @Test
    void aSideMayHaveSeveralMembers() {
        owner.numbers(1);
        String customer = newPhone();
        String driver = newPhone();
        String dispatcher = newPhone();
        Conversation talk = owner.conversation(Map.of(), customer, driver, dispatcher);

        phones.write(customer, talk.number(), "I am here");
        phones.write(driver, talk.number(), "Coming");

        assertThat(phones.texts(driver, 2)).containsExactly(START, "I am here");
        assertThat(phones.texts(dispatcher, 2)).containsExactly(START, "I am here");
        assertThat(phones.texts(customer, 2)).containsExactly(START, "Coming");
    }

    @Test
    void whoeverWritesFirstJoinsAnOpenSession() {
        owner.numbers(1);
        String seller = newPhone();
        Conversation talk = owner.conversation(Map.of("open", true), seller);
        String buyer = newPhone();
        String late = newPhone();

        phones.write(buyer, talk.number(), "Is it still there?");
        phones.write(late, talk.number(), "Me too");
        phones.write(seller, talk.number(), "Yes");

        assertThat(phones.texts(seller, 2)).containsExactly(START, "Is it still there?");
        assertThat(phones.texts(buyer, 1)).containsExactly("Yes");
        assertThat(phones.texts(late, 1)).containsExactly(STRANGER);
    }

    @Test
    void stopIsHonouredAndConfirmed() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.write(talk.b(), talk.number(), " Stop ");
        phones.write(talk.a(), talk.number(), "are you there?");
        phones.write(talk.b(), talk.number(), "STOP");

        assertThat(phones.texts(talk.b(), 2))
                .containsExactly(
                        START, "[TRUNKLINE]: You will get no more messages from us. Reply START to get them again.");
        phones.write(talk.b(), talk.number(), "start");
        phones.write(talk.a(), talk.number(), "and now?");
        assertThat(phones.texts(talk.b(), 4)).endsWith("and now?");
        assertThat(phones.texts(talk.a(), 1)).containsExactly(START);
    }

    @Test
    void aSessionMayPassOptOutWordsOn() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("honoursStop", false));

        phones.write(talk.a(), talk.number(), "STOP");

        assertThat(phones.texts(talk.b(), 2)).containsExactly(START, "STOP");
    }

    @Test
    void helpIsPassedOn() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.write(talk.a(), talk.number(), "HELP");

        assertThat(phones.texts(talk.b(), 2)).containsExactly(START, "HELP");
    }

    @Test
    void whatIsTooLongIsNotPassedOnAndTheWriterIsTold() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.write(talk.a(), talk.number(), "x".repeat(10_000));
        phones.write(talk.a(), talk.number(), "y".repeat(1600));

        assertThat(phones.texts(talk.b(), 2)).containsExactly(START, "y".repeat(1600));
        assertThat(phones.texts(talk.a(), 2)).endsWith("[TRUNKLINE]: Your message is too long and was not passed on.");
    }

    @Test
    void picturesTravelAsLinks() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.give(new CarrierNotice.Incoming(
                "main",
                UUID.randomUUID().toString(),
                talk.a(),
                talk.number(),
                "look",
                List.of(URI.create("https://media.example.test/1.jpg"))));

        assertThat(phones.texts(talk.b(), 2)).endsWith("look\nhttps://media.example.test/1.jpg");
    }

    @Test
    void charactersThatTheDatabaseCannotHoldDoNotStopAMessage() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.write(talk.a(), talk.number(), "nu\u0000ll, \uD83D\uDE00 and ünïcode");

        assertThat(phones.texts(talk.b(), 2)).endsWith("null, \uD83D\uDE00 and ünïcode");
    }

    @Test
    void partsInAnyOrderBecomeOneMessage() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        for (int number : new int[] {3, 1, 1, 2}) {
            phones.give(new CarrierNotice.IncomingPart(
                    "main", talk.a(), talk.number(), "part " + number + ". ", 77, 3, number));
        }
        phones.write(talk.a(), talk.number(), "the end");

        assertThat(phones.texts(talk.b(), 3)).containsExactly(START, "part 1. part 2. part 3. ", "the end");
    }

    @Test
    void aCharacterCutInHalvesIsWholeAgain() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.give(new CarrierNotice.IncomingPart("main", talk.a(), talk.number(), "smile \uD83D", 78, 2, 1));
        phones.give(new CarrierNotice.IncomingPart("main", talk.a(), talk.number(), "\uDE42!", 78, 2, 2));

        assertThat(phones.texts(talk.b(), 2)).endsWith("smile \uD83D\uDE42!");
    }

    @Test
    void theOthersHearOfEachMessage() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        phones.write(talk.a(), talk.number(), "hello");
        OutgoingSms passedOn = phones.got(talk.b(), 2).getLast();

        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Received received
                        && received.from().equals(talk.a())
                        && received.to().equals(talk.number())
                        && owner.id().equals(received.accountId())
                        && UUID.fromString(talk.id()).equals(received.sessionId()));
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Accepted accepted
                        && accepted.messageId().equals(passedOn.id())
                        && accepted.origin() == MessageEvent.Origin.RELAY);
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Sent sent
                        && sent.messageId().equals(passedOn.id())
                        && sent.segments() == 1
                        && !sent.possiblyRepeated());
    }
}
