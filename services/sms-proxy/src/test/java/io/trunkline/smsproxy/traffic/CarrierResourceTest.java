package io.trunkline.smsproxy.traffic;

import static io.restassured.RestAssured.given;
import static io.trunkline.smsproxy.Owner.newPhone;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.trunkline.kit.testing.TestTokens;
import io.trunkline.smsproxy.FakeCarriers;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.ProxyTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ProxyTest
class CarrierResourceTest {

    private static final String CARRIERS = "/v1/carriers";

    @Inject
    FakeCarriers carriers;

    private final Owner owner = Owner.any();

    @AfterEach
    void mendTheLink() {
        carriers.shaky().setUp(true);
    }

    @Test
    void theAccountsOfTheSettingsAreListed() {
        owner.get(CARRIERS)
                .then()
                .statusCode(200)
                .body("items.name", hasItems("careful", "main", "twil"))
                .body("items.find { it.name == 'main' }.kind", equalTo("fake"))
                .body("items.find { it.name == 'main' }.link", equalTo("up"))
                .body("items.find { it.name == 'main' }.window", equalTo(50))
                .body("items.find { it.name == 'twil' }.kind", equalTo("twilio"));
    }

    @Test
    void whatWaitsForABrokenLinkIsCounted() {
        carriers.shaky().setUp(false);
        String number = owner.numbers(1, Map.of("carrier", "shaky")).getFirst();
        owner.post("/v1/messages", Map.of("from", number, "to", newPhone(), "text", "later"))
                .then()
                .statusCode(202);

        owner.get(CARRIERS + "/shaky")
                .then()
                .statusCode(200)
                .body("link", equalTo("down"))
                .body("queued", greaterThan(0))
                .body("sending", equalTo(0))
                .body("oldestQueuedAt", notNullValue());
    }

    @Test
    void othersDoNotSeeThem() {
        owner.get(CARRIERS + "/nobody").then().statusCode(404);
        given().get(CARRIERS).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.of(UUID.randomUUID(), "user"))
                .get(CARRIERS)
                .then()
                .statusCode(403);
    }
}
