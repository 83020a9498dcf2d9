package io.trunkline.sessions.token;

import static io.trunkline.sessions.Api.PASSWORD;
import static io.trunkline.sessions.Api.adminPassword;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.callerAt;
import static io.trunkline.sessions.Api.newAddress;
import static io.trunkline.sessions.Api.newPhone;
import static io.trunkline.sessions.Api.password;
import static io.trunkline.sessions.Api.register;
import static io.trunkline.sessions.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.kit.auth.TokenVerifier;
import io.trunkline.kit.testing.Topics;
import io.trunkline.sessions.AtOnce;
import io.trunkline.sessions.SessionsInfrastructure;
import io.trunkline.sessions.TestClock;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class PasswordGrantTest {

    @Inject
    TestClock clock;

    @Inject
    TokenVerifier verifier;

    @Test
    void yieldsTokensThatAreNotToBeStored() {
        password(register(), PASSWORD)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(600))
                .body("refresh_token", matchesPattern("tlr_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void theAccessTokenSaysWhoMayDoWhat() {
        String token = password(register(), PASSWORD).path("access_token");

        JsonObject header = part(token, 0);
        JsonObject claims = part(token, 1);

        assertThat(header.getString("alg")).isEqualTo("ES256");
        assertThat(header.getString("typ")).isEqualTo("at+jwt");
        assertThat(header.getString("kid")).isNotBlank();
        assertThat(claims.fieldNames())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "sid", "client_id", "roles", "jti", "iat", "exp");
        assertThat(claims.getString("iss")).isEqualTo(SessionsInfrastructure.ISSUER);
        assertThat(claims.getString("client_id")).isEqualTo("trunkline-app");
        assertThat(claims.getJsonArray("roles").encode()).isEqualTo("[\"user\"]");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(600);
        verifier.verify(token).await().atMost(Duration.ofSeconds(5));
    }

    private static JsonObject part(String token, int index) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
    }

    @Test
    void othersAreToldThatASessionHasStarted() {
        String token = password(register(), PASSWORD).path("access_token");
        JsonObject claims = part(token, 1);

        var started = (SessionEvent.Started)
                Topics.await(Topic.SESSIONS_SESSION, event -> event.key().equals(claims.getString("sid")))
                        .event();

        assertThat(started.accountId()).hasToString(claims.getString("sub"));
        assertThat(started.clientId()).isEqualTo("trunkline-app");
    }

    @Test
    void aPhoneMayBeTypedInManyWaysAndALoginInCapitals() {
        String phone = register();
        String typed = phone.substring(0, 3) + " (" + phone.substring(3, 7) + ") " + phone.substring(7, 10) + "-"
                + phone.substring(10);

        password(typed, PASSWORD).then().statusCode(200);
        password(" ADMIN ", adminPassword()).then().statusCode(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() {
        Response wrong = password(register(), "not the password");
        Response unknown = password(newPhone(), "not the password");
        Response nonsense = password("no such, name", "not the password");

        wrong.then().statusCode(400).body("error", equalTo("invalid_grant")).header("Cache-Control", "no-store");
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
        assertThat(nonsense.asString()).isEqualTo(wrong.asString());
        assertThat(unknown.statusCode()).isEqualTo(400);
    }

    @Test
    void failuresOfOneAccountCostGrowingDelaysAndNeverMore() {
        String phone = register();
        for (int failure = 0; failure < 6; failure++) {
            password(phone, "not the password").then().statusCode(400);
        }

        password(phone, PASSWORD)
                .then()
                .statusCode(429)
                .header("Retry-After", Integer::parseInt, greaterThan(0))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("slow_down"));
        clock.skip(Duration.ofSeconds(61));
        password(phone, "not the password").then().statusCode(400);
        clock.skip(Duration.ofSeconds(90));
        password(phone, PASSWORD).then().statusCode(429);
        clock.skip(Duration.ofSeconds(31));
        password(phone, PASSWORD).then().statusCode(200);
        password(phone, "not the password").then().statusCode(400);
    }

    @Test
    void anUnknownAccountIsSlowedDownLikeAKnownOne() {
        String nobody = newPhone();
        for (int failure = 0; failure < 6; failure++) {
            password(nobody, "not the password").then().statusCode(400);
        }

        password(nobody, "not the password").then().statusCode(429);
    }

    @Test
    void guessingAtOnceGivesNoMoreGuesses() {
        String phone = register();

        List<Integer> answers =
                AtOnce.times(40, () -> password(phone, "not the password").statusCode());

        assertThat(answers).filteredOn(status -> status == 400).hasSizeLessThanOrEqualTo(6);
        assertThat(answers).filteredOn(status -> status == 429).hasSizeGreaterThanOrEqualTo(34);
    }

    @Test
    void oneAddressCannotTryManyAccounts() {
        String address = newAddress();
        List<Integer> answers =
                AtOnce.times(40, () -> tryFrom(address, newPhone()).statusCode());

        assertThat(answers).filteredOn(status -> status == 400).hasSizeLessThanOrEqualTo(21);
        tryFrom(address, newPhone()).then().statusCode(429);
        tryFrom(newAddress(), newPhone()).then().statusCode(400);
    }

    private static Response tryFrom(String address, String phone) {
        return token(
                callerAt(address),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "trunkline-app",
                        "username",
                        phone,
                        "password",
                        "not the password"));
    }

    @Test
    void signingInDoesNotCountAgainstTheAddress() {
        String address = newAddress();
        String phone = register();

        for (int time = 0; time < 25; time++) {
            token(
                            callerAt(address),
                            Map.of(
                                    "grant_type",
                                    "password",
                                    "client_id",
                                    "trunkline-app",
                                    "username",
                                    phone,
                                    "password",
                                    PASSWORD))
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void requestsThatLackSomethingAreExplained() {
        Map<String, String> good = Map.of(
                "grant_type",
                "password",
                "client_id",
                "trunkline-app",
                "username",
                "x",
                "password",
                "not the password");
        for (String missing : List.of("grant_type", "username", "password")) {
            Map<String, String> form = new HashMap<>(good);
            form.remove(missing);
            token(anonymous(), form)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_request"))
                    .body("error_description", startsWith(missing));
        }
        token(anonymous(), Map.of("grant_type", "magic", "client_id", "trunkline-app"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        anonymous()
                .contentType("application/x-www-form-urlencoded")
                .body("grant_type=password&grant_type=password&client_id=trunkline-app")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        token(
                        anonymous(),
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "trunkline-app",
                                "username",
                                "a".repeat(101),
                                "password",
                                "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void anUnknownClientIsRefused() {
        token(anonymous(), Map.of("grant_type", "password", "client_id", "nobody"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", nullValue())
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_client"));
        token(anonymous(), Map.of("grant_type", "password"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        token(anonymous().auth().preemptive().basic("nobody", "secret"), Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic "))
                .body("error", equalTo("invalid_client"));
        token(anonymous().header("Authorization", "Basic %%%"), Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic "));
    }

    @Test
    void onlyAFormIsRead() {
        anonymous()
                .contentType("application/json")
                .body("{}")
                .post("/oauth2/token")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }
}
