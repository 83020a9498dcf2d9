package io.trunkline.smsproxy.pool;

import static io.trunkline.smsproxy.Owner.newPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.ProxyTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ProxyTest
class NumberResourceTest {

    private static final String NUMBERS = "/v1/numbers";

    private final Owner owner = Owner.any();

    @Test
    void aNumberIsWhatItWasAddedAs() {
        String id = owner.post(
                        NUMBERS,
                        Map.of(
                                "number", "+44 7700 900" + newPhone().substring(10),
                                "fallbackCarriers", List.of("second"),
                                "capabilities", List.of("sms", "mms")))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        owner.get(NUMBERS + "/" + id)
                .then()
                .statusCode(200)
                .body("carrier", equalTo("main"))
                .body("fallbackCarriers", equalTo(List.of("second")))
                .body("capabilities", equalTo(List.of("sms", "mms")))
                .body("country", equalTo("GB"))
                .body("reserved", equalTo(false))
                .body("health", equalTo("good"))
                .body("openSessions", equalTo(0));
    }

    @Test
    void aNumberIsInOnePoolOnly() {
        String number = owner.numbers(1).getFirst();

        owner.post(NUMBERS, Map.of("number", number)).then().statusCode(409);
        Owner.any().post(NUMBERS, Map.of("number", number)).then().statusCode(409);
    }

    @Test
    void aNumberInUseStays() {
        owner.numbers(1);
        Conversation talk = owner.conversation();
        String id = owner.get(NUMBERS).path("items[0].id");

        owner.request().delete(NUMBERS + "/" + id).then().statusCode(409);
        owner.get(NUMBERS + "/" + id).then().body("openSessions", equalTo(1));
        owner.request().delete("/v1/proxy-sessions/" + talk.id()).then().statusCode(200);
        owner.request().delete(NUMBERS + "/" + id).then().statusCode(204);
        owner.get(NUMBERS + "/" + id).then().statusCode(404);
    }

    @Test
    void aNumberThatIsOutIsNotChosen() {
        owner.numbers(1);
        String id = owner.get(NUMBERS).path("items[0].id");

        owner.request()
                .body(Map.of("health", "out"))
                .patch(NUMBERS + "/" + id)
                .then()
                .statusCode(200);
        owner.start(Map.of(), newPhone(), newPhone()).then().statusCode(409);
        owner.request()
                .body(Map.of("health", "poor"))
                .patch(NUMBERS + "/" + id)
                .then()
                .statusCode(200);
        owner.conversation();
    }

    @Test
    void aHealthyNumberIsPreferred() {
        List<String> numbers = owner.numbers(2);
        List<String> ids = owner.get(NUMBERS).path("items.id");
        owner.request().body(Map.of("health", "poor")).patch(NUMBERS + "/" + ids.getFirst());

        Conversation talk = owner.conversation();

        assertThat(talk.number()).as("newest first: the last added is poor").isEqualTo(numbers.getFirst());
    }

    @Test
    void whatIsWrongIsSaid() {
        owner.post(NUMBERS, Map.of("number", "hello")).then().statusCode(400);
        owner.post(NUMBERS, Map.of()).then().statusCode(400);
        owner.post(NUMBERS, Map.of("number", newPhone(), "carrier", "nobody"))
                .then()
                .statusCode(422);
        owner.post(
                        NUMBERS,
                        Map.of("number", newPhone(), "pool", UUID.randomUUID().toString()))
                .then()
                .statusCode(422);
        owner.get(NUMBERS).then().body("items", hasSize(0));
    }

    @Test
    void somebodyElsesNumberIsNotFound() {
        owner.numbers(1);
        String id = owner.get(NUMBERS).path("items[0].id");
        Owner other = Owner.any();

        other.get(NUMBERS + "/" + id).then().statusCode(404);
        other.request().delete(NUMBERS + "/" + id).then().statusCode(404);
        other.request()
                .body(Map.of("reserved", true))
                .patch(NUMBERS + "/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void poolsHaveNames() {
        String id = owner.pool(Map.of("name", "riders", "sharing", "shared", "coolDown", "PT1H"));

        owner.post("/v1/pools", Map.of("name", "riders")).then().statusCode(409);
        owner.get("/v1/pools/" + id)
                .then()
                .body("sharing", equalTo("shared"))
                .body("choice", equalTo("random"))
                .body("coolDown", equalTo("PT1H"));
        owner.get("/v1/pools").then().body("items", hasSize(1));
        Owner.any().get("/v1/pools/" + id).then().statusCode(404);
        owner.post("/v1/pools", Map.of("name", "x", "coolDown", "PT-1S")).then().statusCode(400);
        owner.post("/v1/pools", Map.of("name", "x", "sharing", "both")).then().statusCode(400);
    }
}
