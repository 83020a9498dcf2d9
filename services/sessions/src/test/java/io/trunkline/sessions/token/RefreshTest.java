package io.trunkline.sessions.token;

import static io.trunkline.sessions.Api.admin;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.newUser;
import static io.trunkline.sessions.Api.refresh;
import static io.trunkline.sessions.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.auth.TokenVerifier;
import io.trunkline.kit.testing.Topics;
import io.trunkline.sessions.Api.Signed;
import io.trunkline.sessions.AtOnce;
import io.trunkline.sessions.SessionsInfrastructure;
import io.trunkline.sessions.TestClock;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class RefreshTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_GRACE = Duration.ofSeconds(11);

    @Inject
    TestClock clock;

    @Inject
    TokenVerifier verifier;

    @Inject
    Pool pool;

    @Test
    void eachTokenGivesTheNextOfTheSameSession() {
        Signed user = newUser();

        Response refreshed = refresh(user.refreshToken());

        refreshed
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("refresh_token", matchesPattern("tlr_[A-Za-z0-9_-]{43}"))
                .body("expires_in", equalTo(600));
        String next = refreshed.path("refresh_token");
        assertThat(next).isNotEqualTo(user.refreshToken());
        assertThat(session(refreshed.path("access_token"))).isEqualTo(session(user.accessToken()));
        refresh(next).then().statusCode(200);
    }

    private UUID session(String accessToken) {
        return verifier.verify(accessToken).await().atMost(PATIENCE).session();
    }

    @Test
    void aRepeatInTheGraceWindowGetsTheSameSuccessor() {
        Signed user = newUser();
        String successor = refresh(user.refreshToken()).path("refresh_token");

        clock.skip(Duration.ofSeconds(5));

        assertThat(refresh(user.refreshToken()).<String>path("refresh_token")).isEqualTo(successor);
        refresh(successor).then().statusCode(200);
    }

    @Test
    void sixteenCallersAtOnceGetOneSuccessor() {
        Signed user = newUser();

        List<Response> answers = AtOnce.times(16, () -> refresh(user.refreshToken()));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        Set<String> successors = answers.stream()
                .map(answer -> answer.<String>path("refresh_token"))
                .collect(Collectors.toSet());
        assertThat(successors).hasSize(1);
        assertThat(tokensOf(session(user.accessToken()))).isEqualTo(2);
    }

    private long tokensOf(UUID session) {
        return pool.preparedQuery("select count(*) from refresh_token where session_id = $1")
                .execute(Tuple.of(session))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void aUsedTokenShownLaterEndsTheSession() {
        Signed user = newUser();
        UUID session = session(user.accessToken());
        String successor = refresh(user.refreshToken()).path("refresh_token");
        clock.skip(AFTER_GRACE);

        refresh(user.refreshToken()).then().statusCode(400).body("error", equalTo("invalid_grant"));

        refresh(successor).then().statusCode(400).body("error", equalTo("invalid_grant"));
        var revoked = (SessionEvent.Revoked) Topics.await(
                        Topic.SESSIONS_SESSION,
                        event -> event instanceof SessionEvent.Revoked it
                                && it.sessionId().equals(session))
                .event();
        assertThat(revoked.reason()).isEqualTo(Reason.REFRESH_TOKEN_REUSED);
        await().untilAsserted(() -> as(user).get("/v1/account").then().statusCode(401));
    }

    @Test
    void anUnknownTokenEndsNothing() {
        for (String nonsense : List.of("tlr_" + "A".repeat(43), "tlr_short", "nonsense", "eyJ0.eyJ1.abc")) {
            refresh(nonsense).then().statusCode(400).body("error", equalTo("invalid_grant"));
        }
    }

    @Test
    void aSessionThatRestsTooLongHasEnded() {
        Signed user = newUser();

        clock.skip(Duration.ofDays(30).plusSeconds(1));

        refresh(user.refreshToken()).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aSessionEndsAfterItsLongestTimeHoweverMuchItIsUsed() {
        String next = newUser().refreshToken();
        for (int months = 0; months < 7; months++) {
            clock.skip(Duration.ofDays(25));
            next = refresh(next).then().statusCode(200).extract().path("refresh_token");
        }

        clock.skip(Duration.ofDays(5).minusMinutes(5));
        Response last = refresh(next);
        last.then().statusCode(200);
        assertThat(last.<Integer>path("expires_in")).isLessThanOrEqualTo(300);

        clock.skip(Duration.ofMinutes(5));
        refresh(last.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void anotherClientCannotUseTheToken() {
        Signed user = newUser();
        Response client = as(admin())
                .contentType("application/json")
                .body(Map.of("name", "Thief", "roles", List.of("service")))
                .post("/v1/clients");

        token(
                        anonymous(),
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                client.path("clientId"),
                                "client_secret",
                                client.path("clientSecret"),
                                "refresh_token",
                                user.refreshToken()))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
        refresh(user.refreshToken()).then().statusCode(200);
    }

    @Test
    void tokensAreStoredAsHashesOnly() {
        Signed user = newUser();

        long found = pool.preparedQuery("select count(*) from refresh_token t where position($1 in t::text) > 0")
                .execute(Tuple.of(user.refreshToken().substring(4)))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);

        assertThat(found).isZero();
    }
}
