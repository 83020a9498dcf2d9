package io.trunkline.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jsonwebtoken.Jwts;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.gateway.Client;
import io.trunkline.gateway.EdgeTest;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Topics;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class TokenTest extends EdgeTest {

    private static final UUID SOMEBODY = UUID.fromString("01a1fc19-a1cc-75df-a870-4900097c2f84");

    @Test
    void passesAGoodTokenOn() {
        String token = Client.aToken();

        JsonObject told = client.told(client.request("/v1/account", token));

        assertThat(told.getJsonObject("headers").getString("authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void passesTheTokenOfAnotherProgram() {
        assertThat(client.get("/v1/accounts", TestTokens.ofService(SOMEBODY)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        HttpResponse<String> response = client.get("/v1/account");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer realm=\"trunkline\"");
        assertThat(new JsonObject(response.body()).getString("type")).isEqualTo("urn:trunkline:problem:unauthorized");
    }

    static Stream<String> forged() {
        String good = TestTokens.of(SOMEBODY, "user");
        String[] parts = good.split("\\.");
        String payload = parts[1];
        return Stream.of(
                encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + payload + ".",
                encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"test\"}") + "." + payload + "." + parts[2],
                encoded("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"test\"}") + "." + payload + "." + parts[2],
                parts[0] + "." + encoded("{\"sub\":\"" + SOMEBODY + "\",\"roles\":[\"admin\"]}") + "." + parts[2],
                parts[0] + "." + payload + "." + parts[2].substring(2),
                // Of the right shape, but signed with a key that only the forger has; named, unknown, and brought
                // along.
                withOwnKey("test", null),
                withOwnKey("another", null),
                withOwnKey("another", "http://localhost:1/jwks"),
                TestTokens.sign(
                        TestTokens.valid(SOMEBODY).audience().add("other").and().claim("aud", "other")),
                TestTokens.sign(TestTokens.valid(SOMEBODY).issuer("http://elsewhere")),
                TestTokens.sign(
                        TestTokens.valid(SOMEBODY).expiration(Date.from(Instant.parse("2020-01-01T00:00:00Z")))),
                TestTokens.sign(TestTokens.valid(SOMEBODY).header().type("JWT").and()),
                "not.a.token",
                "x");
    }

    private static String withOwnKey(String keyId, String keyUrl) {
        var token = TestTokens.valid(SOMEBODY, "admin").header().keyId(keyId);
        if (keyUrl != null) {
            token.add("jku", keyUrl);
        }
        return token.and()
                .signWith(Jwts.SIG.ES256.keyPair().build().getPrivate(), Jwts.SIG.ES256)
                .compact();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("forged")
    void refusesAForgedToken(String token) {
        HttpResponse<String> response = client.get("/v1/account", token);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(response.body()).doesNotContain(token);
    }

    /** An app that renews its token sends the expired one along. */
    @Test
    void aBadTokenIsNoneWhereNoneIsNeeded() {
        assertThat(client.get("/oauth2/token", "not.a.token").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesARevokedSessionFromThenOn() {
        UUID session = UUID.randomUUID();
        String revoked = TestTokens.of(SOMEBODY, session, "user");
        String other = TestTokens.of(SOMEBODY, UUID.randomUUID(), "user");
        assertThat(client.get("/v1/account", revoked).statusCode()).isEqualTo(200);

        Topics.publish(new SessionEvent.Revoked(session, SOMEBODY, SessionEvent.Reason.SIGNED_OUT, Instant.now()));

        await().untilAsserted(() ->
                assertThat(client.get("/v1/account", revoked).statusCode()).isEqualTo(401));
        assertThat(client.get("/v1/account", other).statusCode()).isEqualTo(200);
    }
}
