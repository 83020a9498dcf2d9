package io.trunkline.smsproxy.customer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.ProxyTest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ProxyTest
class CustomerWebhookResourceTest {

    private static final String WEBHOOKS = "/v1/proxy-webhooks";

    private final Owner owner = Owner.any();

    @AfterEach
    void callNobody() {
        owner.request().delete(WEBHOOKS + "/status");
    }

    private Response set(String purpose, Object url) {
        return owner.request().body(Map.of("url", url)).put(WEBHOOKS + "/" + purpose);
    }

    @Test
    void anEndpointIsReadAsItWasSet() {
        set("status", "https://example.org/first").then().statusCode(200);

        set("status", "https://example.org/hook?key=1")
                .then()
                .statusCode(200)
                .body("purpose", equalTo("status"))
                .body("url", equalTo("https://example.org/hook?key=1"));

        owner.get(WEBHOOKS)
                .then()
                .statusCode(200)
                .body("items.purpose", contains("status"))
                .body("items.url", contains("https://example.org/hook?key=1"));
    }

    @Test
    void nobodySeesAnotherOnes() {
        set("status", "https://example.org/hook").then().statusCode(200);
        Owner other = Owner.any();

        other.get(WEBHOOKS).then().statusCode(200).body("items", hasSize(0));
        other.request().delete(WEBHOOKS + "/status").then().statusCode(404);

        owner.get(WEBHOOKS).then().body("items", hasSize(1));
    }

    @Test
    void anEndpointIsDeletedOnce() {
        set("status", "https://example.org/hook").then().statusCode(200);

        owner.request().delete(WEBHOOKS + "/status").then().statusCode(204);
        owner.request()
                .delete(WEBHOOKS + "/status")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:trunkline:problem:unknown-endpoint"));

        owner.get(WEBHOOKS).then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no address",
                "http://example.org/hook",
                "https://user:password@example.org/",
                "https://10.0.0.1/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/"
            })
    void whatIsNotCalledIsExplained(String url) {
        set("status", url)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:trunkline:problem:invalid-request"))
                .body("errors.pointer", contains("/url"));

        owner.get(WEBHOOKS).then().body("items", hasSize(0));
    }

    @Test
    void aRequestWithoutAnAddressIsExplained() {
        owner.request()
                .body("{}")
                .put(WEBHOOKS + "/status")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/url"));
        set("status", 5).then().statusCode(400).body("errors.pointer", contains("/url"));
    }

    @Test
    void aPurposeThatThereIsNotIsNotFound() {
        set("weather", "https://example.org/hook")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:trunkline:problem:unknown-purpose"));
    }

    @Test
    void everySecretIsNew() {
        String first = newSecret();
        String second = newSecret();

        assertThat(second).isNotEqualTo(first);
        assertThat(first).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(first.substring("whsec_".length())))
                .hasSize(32);
    }

    private String newSecret() {
        return owner.request()
                .post(WEBHOOKS + "/secret")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    @Test
    void itIsNotForEverybody() {
        given().get(WEBHOOKS).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.of(UUID.randomUUID(), "user"))
                .get(WEBHOOKS)
                .then()
                .statusCode(403);
    }
}
