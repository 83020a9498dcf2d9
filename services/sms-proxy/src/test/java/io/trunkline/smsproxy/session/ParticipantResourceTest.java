package io.trunkline.smsproxy.session;

import static io.trunkline.smsproxy.Owner.newPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import io.trunkline.kit.testing.Together;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ProxyTest
class ParticipantResourceTest {

    @Inject
    Phones phones;

    private final Owner owner = Owner.any();

    @Test
    void whoComesLaterHearsTheOtherSideFromTheSameNumber() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String carol = newPhone();

        Response added = add(talk, carol, Map.of("name", "Carol"));

        added.then()
                .statusCode(201)
                .body("number", equalTo(carol))
                .body("side", equalTo("b"))
                .body("name", equalTo("Carol"))
                .body("proxyNumber", equalTo(talk.number()))
                .body("joinedAt", notNullValue());
        phones.write(talk.a(), talk.number(), "hello both");
        assertThat(phones.texts(carol, 2))
                .containsExactly(
                        "[TRUNKLINE]: Your session has started. Reply to this message to reach the other party.",
                        "hello both");
        assertThat(phones.got(carol, 2).getLast().from()).isEqualTo(talk.number());
        phones.write(carol, talk.number(), "hello A");
        assertThat(phones.texts(talk.a(), 2)).endsWith("hello A");
        assertThat(phones.texts(talk.b(), 2)).as("the same side").endsWith("hello both");
    }

    @Test
    void whoIsShownOutIsAStrangerAndMayComeBack() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String b = idOf(talk, 1);

        owner.request().delete(people(talk) + "/" + b).then().statusCode(204);

        assertThat(phones.texts(talk.b(), 2)).endsWith("[TRUNKLINE]: Your session has ended.");
        phones.write(talk.b(), talk.number(), "let me in");
        assertThat(phones.texts(talk.b(), 3)).endsWith("[TRUNKLINE]: This number is not in a session with you.");
        owner.get(people(talk))
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[1].leftAt", notNullValue());
        owner.request().delete(people(talk) + "/" + b).then().statusCode(404);

        add(talk, talk.b(), Map.of()).then().statusCode(201).body("proxyNumber", equalTo(talk.number()));
        phones.write(talk.b(), talk.number(), "thank you");
        assertThat(phones.texts(talk.a(), 2)).endsWith("thank you");
    }

    @Test
    void whoeverIsAddedToTheOpenSideIsTheOneWhoWasWaitedFor() {
        owner.numbers(1);
        String a = newPhone();
        Conversation talk = owner.conversation(Map.of("open", true), a);
        String bob = newPhone();

        add(talk, bob, Map.of()).then().statusCode(201).body("side", equalTo("b"));

        owner.get("/v1/proxy-sessions/" + talk.id()).then().body("open", equalTo(false));
        String stranger = newPhone();
        phones.write(stranger, talk.number(), "is this seat taken?");
        assertThat(phones.texts(stranger, 1)).containsExactly("[TRUNKLINE]: This number is not in a session with you.");
    }

    /** In a shared pool a person who sees the session's number elsewhere gets another one. */
    @Test
    void whoSeesTheNumberElsewhereGetsAnother() {
        String pool = owner.pool(Map.of("sharing", "shared"));
        List<String> numbers = owner.numbers(2, Map.of("pool", pool));
        String busy = newPhone();
        owner.conversation(Map.of("pool", pool, "number", numbers.get(0)), busy, newPhone());
        Conversation talk = owner.conversation(Map.of("pool", pool, "number", numbers.get(0)));

        add(talk, busy, Map.of()).then().statusCode(201).body("proxyNumber", equalTo(numbers.get(1)));

        phones.write(busy, numbers.get(1), "from elsewhere");
        assertThat(phones.got(talk.a(), 2).getLast().from()).isEqualTo(numbers.get(0));
        Conversation third = owner.conversation(Map.of("pool", pool, "number", numbers.get(0)));
        add(third, busy, Map.of()).then().statusCode(409);
        owner.get(people(third)).then().body("items", hasSize(2));
    }

    @Test
    void racersIntoSeveralSessionsNeverSitOnOneSeat() {
        String pool = owner.pool(Map.of("sharing", "shared"));
        owner.numbers(8, Map.of("pool", pool));
        String busy = newPhone();
        List<Conversation> talks = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> owner.conversation(Map.of("pool", pool)))
                .toList();

        List<String> seen = Together.call(8, i -> add(talks.get(i), busy, Map.of())
                .then()
                .statusCode(201)
                .extract()
                .path("proxyNumber"));

        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void aPersonIsInASessionOnce() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String carol = newPhone();

        List<Integer> answers = Together.call(8, i -> add(talk, carol, Map.of()).statusCode());

        assertThat(answers).containsOnlyOnce(201).contains(409);
        owner.get(people(talk)).then().body("items.number", contains(talk.a(), talk.b(), carol));
    }

    @Test
    void theSameKeyAddsOnce() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String key = UUID.randomUUID().toString();
        Map<String, String> carol = Map.of("number", newPhone());

        String id = keyed(talk, key, carol).then().statusCode(201).extract().path("id");

        keyed(talk, key, carol).then().statusCode(201).body("id", equalTo(id));
        keyed(talk, key, Map.of("number", newPhone())).then().statusCode(422);
    }

    private Response keyed(Conversation talk, String key, Map<String, String> person) {
        return owner.request().header("Idempotency-Key", key).body(person).post(people(talk));
    }

    @Test
    void aSessionIsFullAtTwenty() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        for (int i = 2; i < 20; i++) {
            add(talk, newPhone(), Map.of()).then().statusCode(201);
        }

        add(talk, newPhone(), Map.of()).then().statusCode(409);
    }

    @Test
    void whatIsWrongIsSaid() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        Owner other = Owner.any();

        add(talk, "nobody", Map.of()).then().statusCode(400).body("errors[0].pointer", equalTo("/number"));
        add(talk, newPhone(), Map.of("side", "x".repeat(21))).then().statusCode(400);
        other.get(people(talk)).then().statusCode(404);
        other.post(people(talk), Map.of("number", newPhone())).then().statusCode(404);
        other.request().delete(people(talk) + "/" + idOf(talk, 0)).then().statusCode(404);
        owner.request().delete(people(talk) + "/" + UUID.randomUUID()).then().statusCode(404);
        owner.request().delete("/v1/proxy-sessions/" + talk.id()).then().statusCode(200);
        add(talk, newPhone(), Map.of()).then().statusCode(409);
        owner.request().delete(people(talk) + "/" + idOf(talk, 0)).then().statusCode(409);
    }

    private Response add(Conversation talk, String phone, Map<String, String> more) {
        Map<String, String> person = new HashMap<>(more);
        person.put("number", phone);
        return owner.post(people(talk), person);
    }

    private static String people(Conversation talk) {
        return "/v1/proxy-sessions/" + talk.id() + "/participants";
    }

    private String idOf(Conversation talk, int place) {
        return owner.get(people(talk)).path("items[" + place + "].id");
    }
}
