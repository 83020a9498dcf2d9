package io.trunkline.smsproxy.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.FakeCarriers;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ProxyTest
class InteractionResourceTest {

    @Inject
    Phones phones;

    @Inject
    FakeCarriers carriers;

    private final Owner owner = Owner.any();
    private Conversation talk;
    private String session;

    @BeforeEach
    void startASession() {
        owner.numbers(1);
        talk = owner.conversation();
        session = "/v1/proxy-sessions/" + talk.id();
        phones.got(talk.a(), 1);
        phones.got(talk.b(), 1);
    }

    @Test
    void whatWasWrittenAndWhatBecameOfItCanBeRead() {
        phones.write(talk.a(), talk.number(), "hello");
        OutgoingSms sent = phones.got(talk.b(), 2).getLast();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> owner.get(session + "/interactions").then().body("items[0].status", equalTo("sent")));
        phones.give(new Receipt("main", carriers.main().idOf(sent), State.DELIVERED, null, Instant.now()));

        Response page = owner.get(session + "/interactions");

        page.then()
                .statusCode(200)
                .body("items", hasSize(4))
                .body("items[0].direction", equalTo("outbound"))
                .body("items[0].from", equalTo(talk.number()))
                .body("items[0].to", equalTo(talk.b()))
                .body("items[0].text", equalTo("hello"))
                .body("items[0].status", equalTo("delivered"))
                .body("items[0].segments", equalTo(1))
                .body("items[0].possiblyRepeated", equalTo(false))
                .body("items[1].direction", equalTo("inbound"))
                .body("items[1].from", equalTo(talk.a()))
                .body("items[1].status", equalTo("relayed"));
        assertThat(page.<String>path("items[0].passesOn")).isEqualTo(page.path("items[1].id"));
    }

    @Test
    void theOwnerMayWriteToOneParticipant() {
        List<String> people = owner.get(session).path("participants.id");
        String key = UUID.randomUUID().toString();
        Map<String, String> message = Map.of("participant", people.getFirst(), "text", "Ten minutes late");

        String first = send(message, key).then().statusCode(202).extract().path("id");
        String second = send(message, key).then().statusCode(202).extract().path("id");

        assertThat(second).isEqualTo(first);
        OutgoingSms got = phones.got(talk.a(), 2).getLast();
        assertThat(got.text()).isEqualTo("Ten minutes late");
        assertThat(got.from()).isEqualTo(talk.number());
        assertThat(got.id()).hasToString(first);
        phones.got(talk.b(), 1);
    }

    private Response send(Map<String, String> message, String key) {
        return owner.request().header("Idempotency-Key", key).body(message).post(session + "/messages");
    }

    @Test
    void whatIsWrongIsSaid() {
        List<String> people = owner.get(session).path("participants.id");
        String stranger = UUID.randomUUID().toString();

        owner.post(session + "/messages", Map.of("participant", stranger, "text", "x"))
                .then()
                .statusCode(404);
        owner.post(session + "/messages", Map.of("participant", people.getFirst(), "text", " "))
                .then()
                .statusCode(400);
        owner.post(session + "/messages", Map.of("participant", people.getFirst(), "text", "x".repeat(1601)))
                .then()
                .statusCode(400);
        Owner.any().get(session + "/interactions").then().statusCode(404);
        Owner.any()
                .post(session + "/messages", Map.of("participant", people.getFirst(), "text", "x"))
                .then()
                .statusCode(404);
        owner.request().delete(session + "/interactions").then().statusCode(409);
    }

    @Test
    void whatIsOverCanBeErased() {
        phones.write(talk.a(), talk.number(), "private");
        phones.got(talk.b(), 2);
        owner.request().delete(session).then().statusCode(200);
        phones.got(talk.b(), 3);
        phones.got(talk.a(), 2);
        owner.post(
                        session + "/messages",
                        Map.of("participant", UUID.randomUUID().toString(), "text", "x"))
                .then()
                .statusCode(409);

        owner.request().delete(session + "/interactions").then().statusCode(204);

        owner.get(session + "/interactions").then().statusCode(200).body("items", hasSize(0));
        owner.get(session)
                .then()
                .statusCode(200)
                .body("participants", hasSize(0))
                .body("status", equalTo("ended"));
    }

    @Test
    void theyComeInPages() {
        phones.write(talk.a(), talk.number(), "one");
        phones.got(talk.b(), 2);

        Response first = owner.get(session + "/interactions?limit=3");
        Response second = owner.get(session + "/interactions?limit=3&cursor=" + first.path("next"));

        first.then().body("items.text[0]", equalTo("one")).body("items", hasSize(3));
        second.then().body("items", hasSize(1)).body("items.direction", contains("outbound"));
    }
}
