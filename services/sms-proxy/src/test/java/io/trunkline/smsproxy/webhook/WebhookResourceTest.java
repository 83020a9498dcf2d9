package io.trunkline.smsproxy.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Carriers post to us. */
@ProxyTest
class WebhookResourceTest {

    private static final String FLOWROUTE = "/webhooks/flow/a-long-secret";
    private static final String TWILIO = "/webhooks/twil/another-secret";

    @Inject
    Phones phones;

    private Conversation talk;

    @BeforeEach
    void startASession() {
        Owner owner = Owner.any();
        owner.numbers(1);
        talk = owner.conversation();
        phones.got(talk.b(), 1);
    }

    private Response flowroute(String id, String text) {
        return given().contentType("application/json")
                .body(Map.of("to", talk.number().substring(1), "from", talk.a().substring(1), "body", text, "id", id))
                .post(FLOWROUTE);
    }

    @Test
    void aMessageIsStoredAndPassedOnOnce() {
        String id = "mdr2-" + UUID.randomUUID();

        flowroute(id, "by webhook").then().statusCode(200).body(emptyString());
        flowroute(id, "by webhook").then().statusCode(200);
        flowroute("mdr2-" + UUID.randomUUID(), "another").then().statusCode(200);

        assertThat(phones.texts(talk.b(), 3)).endsWith("by webhook", "another");
    }

    @Test
    void aSignedFormIsTakenAndAnsweredInTheCarriersOwnWay() {
        Map<String, String> form = message("SM" + UUID.randomUUID(), "signed");

        twilio(form, signature(form))
                .then()
                .statusCode(200)
                .contentType(startsWith("text/xml"))
                .body(org.hamcrest.Matchers.containsString("Response"));

        assertThat(phones.texts(talk.b(), 2)).endsWith("signed");
    }

    @Test
    void aForgedFormIsNotTaken() {
        Map<String, String> form = message("SM" + UUID.randomUUID(), "forged");
        String signature = signature(message("SM" + UUID.randomUUID(), "something else"));

        twilio(form, signature).then().statusCode(403);
        flowroute("mdr2-" + UUID.randomUUID(), "the only one").then().statusCode(200);

        assertThat(phones.texts(talk.b(), 2)).endsWith("the only one");
    }

    private Map<String, String> message(String id, String text) {
        return new TreeMap<>(
                Map.of("MessageSid", id, "From", talk.a(), "To", talk.number(), "Body", text, "NumMedia", "0"));
    }

    private static Response twilio(Map<String, String> form, String signature) {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", signature)
                .formParams(form)
                .post(TWILIO);
    }

    /** As the vendor's own libraries make it: the address, then each field in the order of names. */
    private static String signature(Map<String, String> form) {
        StringBuilder signed = new StringBuilder("https://proxy.example.test" + TWILIO);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("test-auth-token".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void whoDoesNotKnowTheSecretFindsNothing() {
        String body = "{}";
        given().contentType("application/json")
                .body(body)
                .post("/webhooks/flow/guess")
                .then()
                .statusCode(404);
        given().contentType("application/json")
                .body(body)
                .post("/webhooks/main/a-long-secret")
                .then()
                .statusCode(404);
        given().contentType("application/json")
                .body(body)
                .post("/webhooks/nobody/x")
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsNoMessageIsRefused() {
        for (String body : new String[] {"", "{", "[]", "{\"to\":1}", "null", "\u0000"}) {
            given().contentType("application/json")
                    .body(body)
                    .post(FLOWROUTE)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:trunkline:problem:malformed-request"));
        }
    }
}
