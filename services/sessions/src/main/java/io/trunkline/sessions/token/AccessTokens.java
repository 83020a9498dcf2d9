package io.trunkline.sessions.token;

import io.jsonwebtoken.Jwts;
import io.trunkline.kit.Ids;
import io.trunkline.kit.auth.AuthConfig;
import io.trunkline.sessions.client.Client;
import io.trunkline.sessions.key.SigningKeys;
import io.trunkline.sessions.key.SigningKeys.Signer;
import io.trunkline.sessions.oauth.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes access tokens (RFC 9068). Signing takes about a tenth of a millisecond, so it happens on the event loop. */
@ApplicationScoped
class AccessTokens {

    private static final String TYPE = "at+jwt";

    /** A token, and how long it is good for. */
    record Issued(String token, Duration lifetime) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Issued[lifetime=" + lifetime + "]";
        }
    }

    private final SigningKeys keys;
    private final AuthConfig auth;
    private final TokenConfig config;
    private final Ids ids;
    private final Clock clock;

    /** @throws IllegalArgumentException if a token could outlive what consumers remember of its revocation */
    AccessTokens(SigningKeys keys, AuthConfig auth, TokenConfig config, Ids ids, Clock clock) {
        if (config.accessToken().compareTo(auth.revocationsKept()) >= 0) {
            throw new IllegalArgumentException(
                    "sessions.token.access-token must be shorter than trunkline.auth.revocations-kept: else a token"
                            + " outlives what is remembered of its revocation");
        }
        this.keys = keys;
        this.auth = auth;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** For a signed-in person. The token does not outlive the session. */
    Issued forSession(UUID account, UUID session, String clientId, Set<String> roles, Instant sessionEnds) {
        Duration left = Duration.between(clock.instant(), sessionEnds);
        Duration lifetime = left.compareTo(config.accessToken()) < 0 ? left : config.accessToken();
        return issue(account, session, clientId, roles, lifetime);
    }

    /** For a program that acts for itself. */
    Issued forClient(Client client) {
        return issue(client.id(), null, client.clientId(), client.roles(), config.accessToken());
    }

    private Issued issue(UUID subject, @Nullable UUID session, String clientId, Set<String> roles, Duration lifetime) {
        Signer signer = keys.signer();
        Instant now = clock.instant();
        var token = Jwts.builder()
                .header()
                .type(TYPE)
                .keyId(signer.id())
                .and()
                .issuer(auth.issuer())
                .audience()
                .add(auth.audience())
                .and()
                .subject(subject.toString())
                .claim("client_id", clientId)
                .claim("roles", roles)
                .id(ids.next().toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(lifetime)));
        if (session != null) {
            token.claim("sid", session.toString());
        }
        return new Issued(token.signWith(signer.key(), Jwts.SIG.ES256).compact(), lifetime);
    }
}
