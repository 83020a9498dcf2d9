package io.trunkline.smsproxy.interaction;

import static io.trunkline.smsproxy.Owner.newPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.trunkline.kit.testing.Together;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.FakeCarriers;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ProxyTest
class MessageResourceTest {

    private static final String MESSAGES = "/v1/messages";

    @Inject
    Phones phones;

    @Inject
    FakeCarriers carriers;

    private final Owner owner = Owner.any();
    private String number;
    private String phone;

    @BeforeEach
    void haveANumber() {
        number = owner.numbers(1).getFirst();
        phone = newPhone();
    }

    @Test
    void anOwnerWritesToAnybodyFromANumberOfTheOwners() {
        Response taken = send("Your order is on its way");

        String id = taken.then().statusCode(202).extract().path("id");
        assertThat(phones.got(phone, 1).getFirst().from()).isEqualTo(number);
        assertThat(phones.texts(phone, 1)).containsExactly("Your order is on its way");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> owner.get(MESSAGES + "/" + id).then().body("status", equalTo("sent")));
        phones.give(new Receipt(
                "main", carriers.main().idOf(phones.got(phone, 1).getFirst()), State.DELIVERED, null, Instant.now()));
        owner.get(MESSAGES + "/" + id)
                .then()
                .statusCode(200)
                .body("direction", equalTo("outbound"))
                .body("session", nullValue())
                .body("carrier", equalTo("main"))
                .body("from", equalTo(number))
                .body("to", equalTo(phone))
                .body("text", equalTo("Your order is on its way"))
                .body("status", equalTo("delivered"));
    }

    @Test
    void everythingThatTouchedTheOwnersNumbersIsListed() {
        Conversation talk = owner.conversation();
        phones.write(talk.a(), talk.number(), "hello");
        phones.got(talk.b(), 2);
        phones.write(phone, number, "who is this?");
        phones.got(phone, 1);

        Response list = owner.get(MESSAGES);

        list.then().statusCode(200).body("items", hasSize(6));
        assertThat(list.<List<String>>path("items.text"))
                .contains("hello", "who is this?", "[TRUNKLINE]: This number is not in a session with you.");
        assertThat(list.<List<String>>path("items.findAll { it.session != null }.session"))
                .hasSize(4)
                .containsOnly(talk.id());
        Owner.any().get(MESSAGES).then().body("items", hasSize(0));
    }

    @Test
    void theyComeInPages() {
        for (int i = 0; i < 3; i++) {
            send("text " + i).then().statusCode(202);
        }

        Response first = owner.get(MESSAGES + "?limit=2");
        first.then().body("items.text", contains("text 2", "text 1"));
        String next = first.path("next");
        owner.get(MESSAGES + "?limit=2&cursor=" + next)
                .then()
                .body("items.text", contains("text 0"))
                .body("next", nullValue());
    }

    @Test
    void theSameKeySendsOnce() {
        String key = UUID.randomUUID().toString();
        Map<String, String> message = Map.of("from", number, "to", phone, "text", "once");

        List<String> ids = Together.call(
                8,
                client -> keyed(key, message).then().statusCode(202).extract().path("id"));

        assertThat(ids).hasSize(8).containsOnly(ids.getFirst());
        assertThat(phones.texts(phone, 1)).containsExactly("once");
        keyed(key, Map.of("from", number, "to", phone, "text", "twice")).then().statusCode(422);
    }

    private Response keyed(String key, Map<String, String> message) {
        return owner.request().header("Idempotency-Key", key).body(message).post(MESSAGES);
    }

    @Test
    void whoHasToldTheOwnerToStopGetsNothing() {
        phones.write(phone, number, "STOP");
        phones.got(phone, 1);

        send("Special offer!").then().statusCode(409);
        phones.write(phone, number, "START");
        phones.got(phone, 2);
        send("Welcome back").then().statusCode(202);

        assertThat(phones.texts(phone, 3)).endsWith("Welcome back");
    }

    @Test
    void whatIsWrongIsSaid() {
        Owner other = Owner.any();
        String id = send("mine").then().extract().path("id");

        other.get(MESSAGES + "/" + id).then().statusCode(404);
        other.post(MESSAGES, Map.of("from", number, "to", phone, "text", "not mine"))
                .then()
                .statusCode(422);
        owner.get(MESSAGES + "/" + UUID.randomUUID()).then().statusCode(404);
        refused("to", "112").body("errors[0].pointer", equalTo("/to"));
        refused("from", "Trunkline").body("errors[0].pointer", equalTo("/from"));
        refused("text", " ").body("errors[0].pointer", equalTo("/text"));
        refused("text", "x".repeat(1601)).body("errors[0].pointer", equalTo("/text"));
        refused("validity", "P30D").body("errors[0].pointer", equalTo("/validity"));
        refused("sender", "x");
        assertThat(phones.texts(phone, 1)).containsExactly("mine");
    }

    private io.restassured.response.ValidatableResponse refused(String field, String value) {
        Map<String, String> message = new HashMap<>(Map.of("from", number, "to", phone, "text", "hello"));
        message.put(field, value);
        return owner.post(MESSAGES, message).then().statusCode(400);
    }

    private Response send(String text) {
        return owner.post(MESSAGES, Map.of("from", number, "to", phone, "text", text, "validity", "PT10M"));
    }
}
