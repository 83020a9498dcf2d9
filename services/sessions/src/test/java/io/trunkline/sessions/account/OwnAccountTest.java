package io.trunkline.sessions.account;

import static io.trunkline.sessions.Api.PASSWORD;
import static io.trunkline.sessions.Api.admin;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.beginSignUp;
import static io.trunkline.sessions.Api.byCode;
import static io.trunkline.sessions.Api.codeIn;
import static io.trunkline.sessions.Api.codeSentTo;
import static io.trunkline.sessions.Api.confirm;
import static io.trunkline.sessions.Api.newPhone;
import static io.trunkline.sessions.Api.newUser;
import static io.trunkline.sessions.Api.password;
import static io.trunkline.sessions.Api.refresh;
import static io.trunkline.sessions.Api.signIn;
import static io.trunkline.sessions.Api.smsTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.testing.Topics;
import io.trunkline.sessions.Api.Signed;
import io.trunkline.sessions.SessionsInfrastructure;
import io.trunkline.sessions.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class OwnAccountTest {

    private static final String NEW_PASSWORD = "an even better battery";

    @Inject
    TestClock clock;

    private static Response changePassword(Signed caller, Map<String, String> body) {
        return as(caller).contentType("application/json").body(body).put("/v1/account/password");
    }

    private static Response change(Signed caller, String body) {
        return as(caller).contentType("application/json").body(body).patch("/v1/account");
    }

    @Test
    void theFirstAdministratorSignsInWithTheGeneratedPassword() {
        as(admin())
                .get("/v1/account")
                .then()
                .statusCode(200)
                .body("login", equalTo("admin"))
                .body("phone", nullValue())
                .body("roles", contains("admin"));
    }

    @Test
    void nobodyElseSeesIt() {
        anonymous()
                .get("/v1/account")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"));
        anonymous().auth().oauth2("nonsense").get("/v1/account").then().statusCode(401);
    }

    @Test
    void nameAndLanguageChangeAndOthersAreTold() {
        Signed user = newUser();

        change(user, "{\"name\": \"Grace Hopper\", \"language\": \"EN-us\"}")
                .then()
                .statusCode(200)
                .body("name", equalTo("Grace Hopper"))
                .body("language", equalTo("en-US"))
                .body("phone", equalTo(user.phone()));

        var updated = (AccountEvent.Updated) Topics.await(
                        Topic.SESSIONS_ACCOUNT,
                        event -> event instanceof AccountEvent.Updated it
                                && it.accountId().equals(user.account()))
                .event();
        assertThat(updated.name()).isEqualTo("Grace Hopper");
        assertThat(updated.language()).isEqualTo("en-US");
        change(user, "{\"language\": \"de\"}")
                .then()
                .statusCode(200)
                .body("name", equalTo("Grace Hopper"))
                .body("language", equalTo("de"));
    }

    @Test
    void nothingElseCanBeChanged() {
        Signed user = newUser();
        for (String body : List.of(
                "{\"roles\": [\"admin\"]}",
                "{\"id\": \"019a0000-0000-7000-8000-000000000001\"}",
                "{\"phone\": \"+447700900123\"}",
                "{\"name\": \"\"}",
                "{\"name\": 7}",
                "{\"name\": \"a\\u0000b\"}",
                "{\"name\": \"" + "a".repeat(101) + "\"}",
                "{\"language\": \"not a language\"}",
                "{\"language\": \"" + "a".repeat(36) + "\"}",
                "{\"name\": \"x\"",
                "null",
                "")) {
            change(user, body).then().statusCode(400).contentType("application/problem+json");
        }
        as(user).get("/v1/account").then().body("name", nullValue()).body("roles", contains("user"));
    }

    @Test
    void aNewPasswordSignsEveryOtherDeviceOut() {
        Signed other = newUser();
        Signed user = signIn(other.phone());

        changePassword(user, Map.of("current", PASSWORD, "password", NEW_PASSWORD))
                .then()
                .statusCode(204);

        refresh(other.refreshToken()).then().statusCode(400);
        refresh(user.refreshToken()).then().statusCode(200);
        await().untilAsserted(() -> as(other).get("/v1/account").then().statusCode(401));
        as(user).get("/v1/account").then().statusCode(200);
        password(user.phone(), PASSWORD).then().statusCode(400);
        password(user.phone(), NEW_PASSWORD).then().statusCode(200);
        var revoked = (SessionEvent.Revoked) Topics.await(
                        Topic.SESSIONS_SESSION,
                        event -> event instanceof SessionEvent.Revoked it
                                && it.accountId().equals(user.account()))
                .event();
        assertThat(revoked.reason()).isEqualTo(Reason.PASSWORD_CHANGED);
    }

    @Test
    void theCurrentPasswordIsNeeded() {
        Signed user = newUser();

        changePassword(user, Map.of("password", NEW_PASSWORD))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/current"));
        changePassword(user, Map.of("current", "not the password", "password", NEW_PASSWORD))
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:trunkline:problem:wrong-password"));
        password(user.phone(), PASSWORD).then().statusCode(200);
    }

    @Test
    void guessingTheCurrentPasswordIsSlowedDown() {
        Signed user = newUser();
        for (int failure = 0; failure < 6; failure++) {
            changePassword(user, Map.of("current", "not the password", "password", NEW_PASSWORD))
                    .then()
                    .statusCode(422);
        }

        changePassword(user, Map.of("current", PASSWORD, "password", NEW_PASSWORD))
                .then()
                .statusCode(429);
        clock.skip(Duration.ofSeconds(61));
        changePassword(user, Map.of("current", PASSWORD, "password", NEW_PASSWORD))
                .then()
                .statusCode(204);
    }

    @Test
    void aPoorPasswordIsRefused() {
        Signed user = newUser();
        for (String poor :
                List.of("short", "1234567", user.phone(), user.phone().substring(1), "a".repeat(257))) {
            changePassword(user, Map.of("current", PASSWORD, "password", poor))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/password"));
        }
    }

    @Test
    void whoSignsInByCodeMaySetAFirstPassword() {
        String phone = newPhone();
        confirm(beginSignUp(phone, null), codeSentTo(phone)).then().statusCode(201);
        anonymous()
                .contentType("application/json")
                .body(Map.of("phone", phone))
                .post("/v1/one-time-codes")
                .then()
                .statusCode(202);
        String token = byCode(phone, codeIn(smsTo(phone, 2))).path("access_token");

        anonymous()
                .auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("password", NEW_PASSWORD))
                .put("/v1/account/password")
                .then()
                .statusCode(204);

        password(phone, NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void aPasswordIsTheSameInBothFormsOfUnicode() {
        Signed user = newUser();
        changePassword(user, Map.of("current", PASSWORD, "password", "cafe\u0301 cafe\u0301"))
                .then()
                .statusCode(204);

        password(user.phone(), "caf\u00e9 caf\u00e9").then().statusCode(200);
    }
}
