package io.trunkline.sessions.key;

import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.sessions.Api.Signed;
import io.trunkline.sessions.AtOnce;
import io.trunkline.sessions.SessionsInfrastructure;
import io.trunkline.sessions.TestClock;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class KeyRotationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    TestClock clock;

    @Inject
    SigningKeys keys;

    @Inject
    Pool pool;

    private List<String> published() {
        return anonymous().get("/oauth2/jwks").then().statusCode(200).extract().path("keys.kid");
    }

    private static String kidOf(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8))
                .getString("kid");
    }

    private void check() {
        keys.check().await().atMost(PATIENCE);
    }

    @Test
    void onlyPublicPartsArePublished() {
        List<Map<String, Object>> jwks =
                anonymous().get("/oauth2/jwks").then().statusCode(200).extract().path("keys");

        assertThat(jwks).isNotEmpty().allSatisfy(jwk -> {
            assertThat(jwk).doesNotContainKey("d").containsEntry("kty", "EC").containsEntry("crv", "P-256");
            assertThat(jwk).containsEntry("use", "sig").containsEntry("alg", "ES256");
        });
    }

    @Test
    void privatePartsAreEncryptedInTheDatabase() {
        List<String> stored = pool.query("select private_jwe from signing_key")
                .execute()
                .map(rows -> java.util.stream.StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList())
                .await()
                .atMost(PATIENCE);

        assertThat(stored).isNotEmpty().allSatisfy(jwe -> {
            assertThat(jwe.split("\\.")).hasSize(5);
            assertThat(new String(Base64.getUrlDecoder().decode(jwe.split("\\.")[0]), StandardCharsets.UTF_8))
                    .contains("\"alg\":\"dir\"")
                    .contains("\"enc\":\"A256GCM\"");
        });
    }

    @Test
    void aKeyIsKnownBeforeItSignsAndAfter() {
        // Whatever other tests have skipped, from here on one key signs and nothing is announced.
        clock.skip(Duration.ofDays(31));
        check();
        clock.skip(Duration.ofHours(1));
        check();
        String old = kidOf(newUser().accessToken());
        assertThat(published()).containsExactly(old);

        clock.skip(Duration.ofDays(30));
        check();
        assertThat(published()).hasSize(2).contains(old);
        assertThat(kidOf(newUser().accessToken())).isEqualTo(old);

        clock.skip(Duration.ofMinutes(14));
        Signed last = newUser();
        assertThat(kidOf(last.accessToken())).isEqualTo(old);
        clock.skip(Duration.ofMinutes(1));
        Signed first = newUser();
        assertThat(kidOf(first.accessToken())).isNotEqualTo(old);
        as(first).get("/v1/account").then().statusCode(200);
        as(last).get("/v1/account").then().statusCode(200);

        clock.skip(Duration.ofMinutes(19));
        check();
        assertThat(published()).hasSize(2).contains(old);
        clock.skip(Duration.ofMinutes(1));
        check();
        assertThat(published()).containsExactly(kidOf(first.accessToken()));
    }

    @Test
    void replicasThatFindItTimeAtOnceMakeOneKey() {
        clock.skip(Duration.ofDays(31));
        check();
        clock.skip(Duration.ofHours(1));
        check();
        clock.skip(Duration.ofDays(30));

        AtOnce.times(8, () -> {
            check();
            return true;
        });

        assertThat(published()).hasSize(2);
    }
}
