package io.trunkline.smsproxy.session;

import static io.trunkline.smsproxy.Owner.newPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MaskedSessionEvent;
import io.trunkline.kit.testing.HeldTransaction;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Together;
import io.trunkline.kit.testing.Topics;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ProxyTest
class SessionResourceTest {

    private static final String SESSIONS = "/v1/proxy-sessions";

    @Inject
    Phones phones;

    @Inject
    TestClock clock;

    @Inject
    Pool database;

    private final Owner owner = Owner.any();

    @AfterEach
    void setTheClockRight() {
        clock.reset();
    }

    @Test
    void aSessionIsReadAsItWasStarted() {
        String number = owner.numbers(1).getFirst();
        String a = newPhone();
        String b = newPhone();

        Response started = owner.start(Map.of("name", "ride 4711", "ttl", "PT2H"), a, b);

        String id = started.then().statusCode(201).extract().path("id");
        owner.get(SESSIONS + "/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("open"))
                .body("name", equalTo("ride 4711"))
                .body("ttl", equalTo("PT2H"))
                .body("ttlFrom", equalTo("creation"))
                .body("participants.number", equalTo(List.of(a, b)))
                .body("participants.side", equalTo(List.of("a", "b")))
                .body("participants.proxyNumber", equalTo(List.of(number, number)));
        Topics.await(
                Topic.SMS_PROXY_MASKED_SESSION,
                event -> event instanceof MaskedSessionEvent.Started told
                        && told.sessionId().equals(UUID.fromString(id))
                        && told.accountId().equals(owner.id()));
    }

    @Test
    void aPoolWithoutAFreeNumberStartsNothing() {
        owner.numbers(1);
        owner.conversation();
        String a = newPhone();

        owner.start(Map.of(), a, newPhone())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:trunkline:problem:no-number-free"));

        owner.get(SESSIONS).then().body("items", hasSize(1));
        assertThat(phones.got(a, 0)).isEmpty();
    }

    @Test
    void anExhaustedPoolFreesWhatHasExpired() {
        owner.numbers(1);
        Conversation old = owner.conversation(Map.of("ttl", "PT1M"));

        clock.advance(Duration.ofMinutes(1));
        owner.conversation();

        owner.get(SESSIONS + "/" + old.id()).then().body("status", equalTo("expired"));
        Topics.await(
                Topic.SMS_PROXY_MASKED_SESSION,
                event -> event instanceof MaskedSessionEvent.Expired told
                        && told.sessionId().equals(UUID.fromString(old.id())));
    }

    @Test
    void whoNeedsTheNumberOfASessionThatIsJustBeingEndedWaitsForIt() throws Exception {
        String number = owner.numbers(1).getFirst();
        owner.conversation(Map.of("ttl", "PT1M"));
        CompletableFuture<Response> next;
        try (HeldTransaction held = HeldTransaction.begin(database)) {
            held.run("select from virtual_number where number = $1 for update", number);
            clock.advance(Duration.ofMinutes(1));
            held.awaitWaiting(1);
            next = CompletableFuture.supplyAsync(() -> owner.start(Map.of(), newPhone(), newPhone()));
            held.awaitWaiting(2);
        }

        next.get().then().statusCode(201);
    }

    @Test
    void whoJoinsWhileTheSessionIsBeingEndedIsShownOutToo() throws Exception {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        CompletableFuture<Response> end;
        try (HeldTransaction joining = HeldTransaction.begin(database)) {
            joining.run("select from masked_session where id = $1 for update", UUID.fromString(talk.id()));
            end = CompletableFuture.supplyAsync(() -> owner.request().delete(SESSIONS + "/" + talk.id()));
            joining.awaitWaiting(1);
            joining.run(
                    "insert into participant (id, session_id, side, number, written, proxy_number, joined_at)"
                            + " values ($1, $2, 'b', $3, $3, $4, now())",
                    UUID.randomUUID(),
                    UUID.fromString(talk.id()),
                    newPhone(),
                    talk.number());
            joining.commit();
        }

        end.get().then().statusCode(200).body("participants", hasSize(3)).body("participants.leftAt", hasSize(3));
    }

    @Test
    void anOpenSessionGetsMoreTime() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("ttl", "PT10M", "name", "ride 1"));
        String createdAt = owner.get(SESSIONS + "/" + talk.id()).path("createdAt");

        Response changed = change(talk, Map.of("ttl", "PT1H"));

        changed.then()
                .statusCode(200)
                .body("ttl", equalTo("PT1H"))
                .body("name", equalTo("ride 1"))
                .body(
                        "expiresAt",
                        equalTo(Instant.parse(createdAt)
                                .plus(Duration.ofHours(1))
                                .toString()));
        clock.advance(Duration.ofMinutes(30));
        phones.write(talk.a(), talk.number(), "still here?");
        assertThat(phones.texts(talk.b(), 2)).endsWith("still here?");
    }

    @Test
    void aSessionThatLivesByMessagesGetsItsTimeFromNow() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("ttl", "PT10M", "ttlFrom", "last-message"));
        clock.advance(Duration.ofMinutes(5));

        Response changed = change(talk, Map.of("ttl", "PT1H"));

        assertThat(Instant.parse(changed.path("expiresAt")))
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(59)),
                        clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void theAbsoluteEndBindsWhateverTheTimeToLive() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("ttl", "PT10M"));
        String closesAt = clock.instant()
                .plus(Duration.ofMinutes(5))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        change(talk, Map.of("closesAt", closesAt, "name", "ride 2", "texts", Map.of("end", "Bye")))
                .then()
                .statusCode(200)
                .body("expiresAt", equalTo(closesAt))
                .body("name", equalTo("ride 2"));
        change(talk, Map.of("ttl", "PT2H")).then().body("expiresAt", equalTo(closesAt));

        owner.request().delete(SESSIONS + "/" + talk.id()).then().statusCode(200);
        assertThat(phones.texts(talk.a(), 2)).endsWith("[TRUNKLINE]: Bye");
    }

    @Test
    void aChangeThatMakesNoSenseChangesNothing() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("ttl", "PT20M"));
        clock.advance(Duration.ofMinutes(5));

        change(talk, Map.of("ttl", "PT3M")).then().statusCode(400).body("errors[0].pointer", equalTo("/ttl"));
        change(talk, Map.of("closesAt", clock.instant().toString()))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/closesAt"));
        change(talk, Map.of("ttl", "soon")).then().statusCode(400);
        change(talk, Map.of("side", "c")).then().statusCode(400);

        owner.get(SESSIONS + "/" + talk.id())
                .then()
                .body("ttl", equalTo("PT20M"))
                .body("status", equalTo("open"));
    }

    @Test
    void whatIsOverIsNotChanged() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        Owner.any()
                .request()
                .body(Map.of("name", "mine"))
                .patch(SESSIONS + "/" + talk.id())
                .then()
                .statusCode(404);
        owner.request().delete(SESSIONS + "/" + talk.id()).then().statusCode(200);

        change(talk, Map.of("ttl", "PT1H")).then().statusCode(409);
    }

    private Response change(Conversation talk, Map<String, ?> change) {
        return owner.request().body(change).patch(SESSIONS + "/" + talk.id());
    }

    @Test
    void theClockEndsSessionsByItself() {
        owner.numbers(1);
        Conversation talk = owner.conversation(Map.of("ttl", "PT1M", "texts", Map.of("expiry", "Time is over")));

        clock.advance(Duration.ofMinutes(1));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> owner.get(SESSIONS + "/" + talk.id()).then().body("status", equalTo("expired")));
        assertThat(phones.texts(talk.a(), 2)).endsWith("[TRUNKLINE]: Time is over");
    }

    @Test
    void aSessionEndsOnce() {
        owner.numbers(1);
        Conversation talk = owner.conversation();

        List<Integer> answers = Together.call(
                8, client -> owner.request().delete(SESSIONS + "/" + talk.id()).statusCode());

        assertThat(answers).containsOnlyOnce(200).contains(409);
        assertThat(phones.texts(talk.a(), 2)).endsWith("[TRUNKLINE]: Your session has ended.");
    }

    @Test
    void fiftyAtOnceGetFiftyNumbers() {
        owner.numbers(50);

        List<Response> answers = Together.call(50, client -> owner.start(Map.of(), newPhone(), newPhone()));

        Set<String> numbers = new HashSet<>();
        for (Response answer : answers) {
            numbers.add(answer.then().statusCode(201).extract().path("participants[0].proxyNumber"));
        }
        assertThat(numbers).hasSize(50);
        owner.start(Map.of(), newPhone(), newPhone()).then().statusCode(409);
    }

    @Test
    void aSharedPoolNeedsAsManyNumbersAsOnePersonHasSessions() {
        String pool = owner.pool(Map.of("sharing", "shared"));
        owner.numbers(3, Map.of("pool", pool));
        String busy = newPhone();
        String busyToo = newPhone();

        List<String> seenByBusy = new ArrayList<>();
        for (String other : List.of(newPhone(), newPhone(), busyToo)) {
            seenByBusy.add(owner.conversation(Map.of("pool", pool), busy, other).numberOfA());
        }
        List<String> seenByBusyToo = new ArrayList<>();
        for (String other : List.of(newPhone(), newPhone())) {
            seenByBusyToo.add(
                    owner.conversation(Map.of("pool", pool), busyToo, other).numberOfA());
        }

        assertThat(seenByBusy).doesNotHaveDuplicates();
        assertThat(seenByBusyToo).doesNotHaveDuplicates();
        owner.start(Map.of("pool", pool), busy, newPhone()).then().statusCode(409);
        owner.start(Map.of("pool", pool), busyToo, newPhone()).then().statusCode(409);
        owner.conversation(Map.of("pool", pool));
    }

    /** Where no number is free for both, each gets one of their own. */
    @Test
    void twoBusyPeopleMeetByTwoNumbers() {
        String pool = owner.pool(Map.of("sharing", "shared"));
        List<String> numbers = owner.numbers(2, Map.of("pool", pool));
        String ada = newPhone();
        String bob = newPhone();
        owner.conversation(Map.of("pool", pool, "number", numbers.get(0)), ada, newPhone());
        owner.conversation(Map.of("pool", pool, "number", numbers.get(1)), bob, newPhone());

        Conversation talk = owner.conversation(Map.of("pool", pool), ada, bob);

        assertThat(talk.numberOfA()).isEqualTo(numbers.get(1));
        assertThat(talk.numberOfB()).isEqualTo(numbers.get(0));
        phones.write(ada, talk.numberOfA(), "hello Bob");
        assertThat(phones.got(bob, 3).getLast().from()).isEqualTo(talk.numberOfB());
        phones.write(bob, talk.numberOfB(), "hello Ada");
        assertThat(phones.got(ada, 3).getLast().text()).isEqualTo("hello Ada");
    }

    @Test
    void racersNeverSitOnOneSeat() {
        String pool = owner.pool(Map.of("sharing", "shared"));
        owner.numbers(20, Map.of("pool", pool));
        String busy = newPhone();

        List<Response> answers = Together.call(20, client -> owner.start(Map.of("pool", pool), busy, newPhone()));

        Set<String> seen = new HashSet<>();
        for (Response answer : answers) {
            seen.add(answer.then().statusCode(201).extract().path("participants[0].proxyNumber"));
        }
        assertThat(seen).hasSize(20);
    }

    @Test
    void aNumberRestsBeforeOtherPeopleGetIt() {
        List<String> numbers = owner.numbers(2);
        Conversation first = owner.conversation();
        owner.request().delete(SESSIONS + "/" + first.id()).then().statusCode(200);

        Conversation second = owner.conversation();
        Conversation third = owner.conversation();

        assertThat(second.number()).isIn(numbers).isNotEqualTo(first.number());
        assertThat(third.number()).as("nothing else was free").isEqualTo(first.number());
    }

    @Test
    void aStrictPoolRefusesWhatHasNotRested() {
        String pool = owner.pool(Map.of("coolDown", "PT5M", "coolDownStrict", true));
        owner.numbers(1, Map.of("pool", pool));
        Conversation first = owner.conversation(Map.of("pool", pool));
        owner.request().delete(SESSIONS + "/" + first.id()).then().statusCode(200);

        owner.start(Map.of("pool", pool), newPhone(), newPhone()).then().statusCode(409);

        clock.advance(Duration.ofMinutes(5));
        owner.conversation(Map.of("pool", pool));
    }

    @Test
    void aStickyPoolBringsTheSamePeopleTogetherByTheSameNumber() {
        String pool = owner.pool(Map.of("choice", "sticky"));
        owner.numbers(10, Map.of("pool", pool));
        Conversation first = owner.conversation(Map.of("pool", pool));
        owner.request().delete(SESSIONS + "/" + first.id()).then().statusCode(200);

        Conversation again = owner.conversation(Map.of("pool", pool), first.a(), first.b());

        assertThat(again.number()).isEqualTo(first.number());
    }

    @Test
    void aGeographicPoolChoosesTheNearestNumber() {
        String pool = owner.pool(Map.of("choice", "geographic"));
        for (String number : List.of("+12125550" + digits(), "+14155550" + digits(), "+442079460" + digits())) {
            owner.post("/v1/numbers", Map.of("number", number, "pool", pool))
                    .then()
                    .statusCode(201);
        }

        Conversation talk = owner.conversation(Map.of("pool", pool), "+14155551" + digits(), newPhone());

        assertThat(talk.number()).startsWith("+1415");
    }

    private static String digits() {
        return newPhone().substring(10);
    }

    @Test
    void aLeastRecentPoolTakesTheNumberThatRestedLongest() {
        String pool = owner.pool(Map.of("choice", "least-recent", "coolDown", "PT0S"));
        owner.numbers(3, Map.of("pool", pool));
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Conversation talk = owner.conversation(Map.of("pool", pool));
            used.add(talk.number());
            owner.request().delete(SESSIONS + "/" + talk.id()).then().statusCode(200);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(used.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(used.subList(3, 6)).isEqualTo(used.subList(0, 3));
    }

    @Test
    void aReservedNumberIsOnlyGivenByHand() {
        String number = owner.numbers(1, Map.of("reserved", true)).getFirst();

        owner.start(Map.of(), newPhone(), newPhone()).then().statusCode(409);
        Conversation talk = owner.conversation(Map.of("number", number));

        assertThat(talk.number()).isEqualTo(number);
    }

    @Test
    void theSameKeyStartsOneSession() {
        owner.numbers(2);
        String key = UUID.randomUUID().toString();
        Map<String, Object> body =
                Map.of("participants", List.of(Map.of("number", newPhone()), Map.of("number", newPhone())));

        String first = withKey(key, body).then().statusCode(201).extract().path("id");
        String second = withKey(key, body).then().statusCode(201).extract().path("id");

        assertThat(second).isEqualTo(first);
        withKey(key, Map.of("participants", List.of(Map.of("number", newPhone()), Map.of("number", newPhone()))))
                .then()
                .statusCode(422);
        owner.get(SESSIONS).then().body("items", hasSize(1));
    }

    private Response withKey(String key, Map<String, Object> body) {
        return owner.request().header("Idempotency-Key", key).body(body).post(SESSIONS);
    }

    @Test
    void somebodyElsesSessionIsNotFound() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        Owner other = Owner.any();

        other.get(SESSIONS + "/" + talk.id()).then().statusCode(404);
        other.request().delete(SESSIONS + "/" + talk.id()).then().statusCode(404);
        other.get(SESSIONS).then().body("items", hasSize(0));
        owner.get(SESSIONS + "/" + talk.id()).then().body("status", equalTo("open"));
    }

    @Test
    void nonsenseIsRefusedWithAReason() {
        owner.numbers(1);
        String a = newPhone();

        owner.start(Map.of(), a).then().statusCode(400);
        owner.start(Map.of(), a, a).then().statusCode(400).body("errors.pointer", hasItem("/participants"));
        owner.start(Map.of(), a, "no number")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/participants/1/number"));
        owner.start(Map.of("ttl", "PT-1S"), a, newPhone()).then().statusCode(400);
        owner.start(Map.of("ttl", "soon"), a, newPhone()).then().statusCode(400);
        owner.start(Map.of("closesAt", "2001-01-01T00:00:00Z"), a, newPhone())
                .then()
                .statusCode(400);
        owner.start(Map.of("pool", UUID.randomUUID().toString()), a, newPhone())
                .then()
                .statusCode(404);
        owner.start(Map.of("colour", "blue"), a, newPhone()).then().statusCode(400);
        owner.get(SESSIONS + "?status=strange").then().statusCode(400);
        owner.get(SESSIONS).then().body("items", hasSize(0));
    }

    @Test
    void onlyBusinessesMaskNumbers() {
        String person = TestTokens.of(UUID.randomUUID(), "user");
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(person)
                .get(SESSIONS)
                .then()
                .statusCode(403);
        io.restassured.RestAssured.given().get(SESSIONS).then().statusCode(401);
    }

    @Test
    void listsComeInPages() {
        owner.numbers(3);
        for (int i = 0; i < 3; i++) {
            owner.conversation();
        }

        Response first = owner.get(SESSIONS + "?limit=2");
        Response second = owner.get(SESSIONS + "?limit=2&cursor=" + first.path("next"));

        Set<String> ids = new HashSet<>(first.<List<String>>path("items.id"));
        ids.addAll(second.path("items.id"));
        assertThat(ids).hasSize(3);
        assertThat(second.<String>path("next")).isNull();
    }
}
