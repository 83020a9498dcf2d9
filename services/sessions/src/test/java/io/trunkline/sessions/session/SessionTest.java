package io.trunkline.sessions.session;

import static io.trunkline.sessions.Api.PASSWORD;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.callerAt;
import static io.trunkline.sessions.Api.newAddress;
import static io.trunkline.sessions.Api.newUser;
import static io.trunkline.sessions.Api.refresh;
import static io.trunkline.sessions.Api.register;
import static io.trunkline.sessions.Api.signIn;
import static io.trunkline.sessions.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Topic;
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
class SessionTest {

    @Inject
    TestClock clock;

    @Inject
    Sessions sessions;

    private static List<String> idsOf(Signed caller) {
        return as(caller).get("/v1/sessions").then().statusCode(200).extract().path("items.id");
    }

    private static String currentOf(Signed caller) {
        return as(caller).get("/v1/sessions").path("items.find { it.current }.id");
    }

    @Test
    void theOwnerRecognisesADevice() {
        String phone = register();
        String address = newAddress();
        String accessToken = token(
                        callerAt("203.0.113.99, " + address).header("User-Agent", "Browser/1.0"),
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "trunkline-app",
                                "username",
                                phone,
                                "password",
                                PASSWORD,
                                "device",
                                "Ada's\tphone"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");

        callerAt(address)
                .auth()
                .oauth2(accessToken)
                .get("/v1/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].device", equalTo("Ada's phone"))
                .body("items[0].clientId", equalTo("trunkline-app"))
                .body("items[0].address", equalTo(address))
                .body("items[0].current", equalTo(true));
    }

    @Test
    void theListHasPagesNewestFirst() {
        Signed first = newUser();
        Signed second = signIn(first.phone());
        String newest = currentOf(second);

        var page = as(second).queryParam("limit", 1).get("/v1/sessions");

        page.then().statusCode(200).body("items.id", contains(newest));
        as(second)
                .queryParam("limit", 1)
                .queryParam("cursor", page.<String>path("next"))
                .get("/v1/sessions")
                .then()
                .body("items.id", contains(currentOf(first)))
                .body("items[0].current", equalTo(false));
    }

    @Test
    void anEndedSessionIsRefusedEverywhere() {
        Signed lost = newUser();
        Signed kept = signIn(lost.phone());
        String id = currentOf(lost);

        as(kept).delete("/v1/sessions/{id}", id).then().statusCode(204);

        refresh(lost.refreshToken()).then().statusCode(400).body("error", equalTo("invalid_grant"));
        await().untilAsserted(() -> as(lost).get("/v1/account").then().statusCode(401));
        assertThat(idsOf(kept)).hasSize(1).doesNotContain(id);
        assertThat(reasonOf(id)).isEqualTo(Reason.ENDED_BY_OWNER);
        as(kept).delete("/v1/sessions/{id}", id).then().statusCode(204);
    }

    private static Reason reasonOf(String session) {
        return ((SessionEvent.Revoked) Topics.await(
                                Topic.SESSIONS_SESSION,
                                event -> event instanceof SessionEvent.Revoked it
                                        && it.key().equals(session))
                        .event())
                .reason();
    }

    @Test
    void endingTheCurrentSessionIsSigningOut() {
        Signed user = newUser();
        String id = currentOf(user);

        as(user).delete("/v1/sessions/{id}", id).then().statusCode(204);

        assertThat(reasonOf(id)).isEqualTo(Reason.SIGNED_OUT);
    }

    @Test
    void somebodyElsesSessionDoesNotExist() {
        Signed user = newUser();
        Signed other = newUser();
        String id = currentOf(other);

        as(user).delete("/v1/sessions/{id}", id).then().statusCode(404).contentType("application/problem+json");

        as(user).delete("/v1/sessions/019a3c5e-7a10-7c3e-9d55-0f6d1c2b3a49")
                .then()
                .statusCode(404);
        refresh(other.refreshToken()).then().statusCode(200);
    }

    @Test
    void allOthersEndAtOnce() {
        Signed first = newUser();
        Signed second = signIn(first.phone());
        Signed current = signIn(first.phone());

        as(current).delete("/v1/sessions").then().statusCode(204);

        assertThat(idsOf(current)).containsExactly(currentOf(current));
        refresh(first.refreshToken()).then().statusCode(400);
        refresh(second.refreshToken()).then().statusCode(400);
        refresh(current.refreshToken()).then().statusCode(200);
    }

    @Test
    void whatHasEndedLongAgoIsForgotten() {
        Signed user = newUser();
        var id = java.util.UUID.fromString(currentOf(user));
        as(user).delete("/v1/sessions").then().statusCode(204);

        clock.skip(Duration.ofDays(211));
        sessions.forgetEnded().await().atMost(Duration.ofSeconds(10));

        assertThat(sessions.isAlive(id).await().atMost(Duration.ofSeconds(5))).isFalse();
        refresh(user.refreshToken()).then().statusCode(400);
    }
}
