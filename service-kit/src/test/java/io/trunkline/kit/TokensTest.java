package io.trunkline.kit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.jsonwebtoken.Jwts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TokensTest {

    private static final UUID ACCOUNT = UUID.fromString("0195b1c0-0000-7000-8000-000000000001");

    private static io.restassured.response.ValidatableResponse mine(String token) {
        return given().auth().preemptive().oauth2(token).get("/notes/mine").then();
    }

    private static io.jsonwebtoken.JwtBuilder valid() {
        return TestTokens.valid(ACCOUNT, "user").claim("sid", UUID.randomUUID().toString());
    }

    private static void assertWorthless(String token) {
        mine(token)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void aGoodTokenSaysWhoCalls() {
        UUID session = UUID.randomUUID();

        mine(TestTokens.of(ACCOUNT, session, "user"))
                .statusCode(200)
                .body("id", equalTo(ACCOUNT.toString()))
                .body("text", equalTo("session " + session));
    }

    @Test
    void withoutATokenOneIsAskedFor() {
        given().get("/notes/mine")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"trunkline\""));
    }

    @Test
    void anotherRoleIsForbidden() {
        given().auth()
                .preemptive()
                .oauth2(TestTokens.of(ACCOUNT, "user"))
                .get("/notes/admin")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void aProgramIsNoPerson() {
        given().auth()
                .preemptive()
                .oauth2(TestTokens.sign(TestTokens.valid(ACCOUNT, "user")))
                .get("/notes/mine")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "..", "é"})
    void whatIsNoTokenIsWorthless(String text) {
        assertWorthless(text);
    }

    @Test
    void anUnsignedTokenIsWorthless() {
        String[] parts = TestTokens.sign(valid()).split("\\.");
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "{\"alg\":\"none\",\"kid\":\"test\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));

        assertWorthless(header + "." + parts[1] + ".");
        assertWorthless(header + "." + parts[1] + "." + parts[2]);
    }

    @Test
    void anotherKeyIsWorthlessWhateverItsHeaderSays() {
        KeyPair attacker = Jwts.SIG.ES256.keyPair().build();

        assertWorthless(valid().signWith(attacker.getPrivate(), Jwts.SIG.ES256).compact());
        assertWorthless(valid().header()
                .keyId("unknown")
                .add("jku", "http://localhost:1/jwks")
                .and()
                .signWith(attacker.getPrivate(), Jwts.SIG.ES256)
                .compact());
    }

    @Test
    void anotherAlgorithmIsWorthless() {
        assertWorthless(
                valid().signWith(Jwts.SIG.HS256.key().build(), Jwts.SIG.HS256).compact());
        assertWorthless(valid().signWith(Jwts.SIG.RS256.keyPair().build().getPrivate(), Jwts.SIG.RS256)
                .compact());
    }

    @Test
    void aTokenForSomebodyElseIsWorthless() {
        List<io.jsonwebtoken.JwtBuilder> tokens = List.of(
                valid().claim("aud", "another"),
                valid().issuer("http://attacker.test"),
                valid().header().type("JWT").and(),
                valid().expiration(Date.from(Instant.now().minusSeconds(1))),
                valid().claim("exp", null),
                valid().subject("not-a-uuid"),
                valid().notBefore(Date.from(Instant.now().plusSeconds(60))));

        tokens.forEach(token -> assertWorthless(TestTokens.sign(token)));
    }

    @Test
    void aSpoiltTokenIsWorthless() {
        String token = TestTokens.sign(valid());
        int middle = token.indexOf('.') + 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        assertWorthless(token.substring(0, middle) + other + token.substring(middle + 1));
        assertWorthless(token + "A".repeat(5000));
    }

    @Test
    void aRevokedSessionEndsItsTokens() {
        UUID session = UUID.randomUUID();
        String token = TestTokens.of(ACCOUNT, session, "user");
        mine(token).statusCode(200);

        Topics.publish(new SessionEvent.Revoked(session, ACCOUNT, SessionEvent.Reason.SIGNED_OUT, Instant.now()));

        await().untilAsserted(() -> mine(token).statusCode(401));
        mine(TestTokens.of(ACCOUNT, "user")).statusCode(200);
    }
}
