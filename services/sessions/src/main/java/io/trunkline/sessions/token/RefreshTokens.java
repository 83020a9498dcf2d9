package io.trunkline.sessions.token;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.sessions.client.Client;
import io.trunkline.sessions.oauth.OAuthError;
import io.trunkline.sessions.oauth.OAuthRefused;
import io.trunkline.sessions.oauth.TokenConfig;
import io.trunkline.sessions.secret.DerivedKeys;
import io.trunkline.sessions.secret.DerivedKeys.Purpose;
import io.trunkline.sessions.secret.OpaqueToken;
import io.trunkline.sessions.session.Session;
import io.trunkline.sessions.session.SessionConfig;
import io.trunkline.sessions.session.Sessions;
import io.trunkline.sessions.token.RefreshStatement.Refreshed;
import io.trunkline.sessions.token.RefreshTokenStore.Known;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens rotate: each is used once and gives the next; all of a session are one family.
 *
 * <p>The successor is computed from the token with a key that only this service has. So who repeats a call within the grace
 * window, because the answer was lost or because two calls ran side by side, gets the same successor again, and it is
 * nowhere stored in clear. Who shows a used token later has a copy that should not exist: the session ends.
 */
@ApplicationScoped
class RefreshTokens {

    private static final Logger LOG = Logger.getLogger(RefreshTokens.class);
    private static final int SWEPT_AT_ONCE = 20_000;

    private final RefreshStatement statement;
    private final RefreshTokenStore store;
    private final Sessions sessions;
    private final SessionConfig sessionConfig;
    private final TokenConfig config;
    private final DerivedKeys keys;
    private final RandomGenerator random;
    private final Clock clock;

    RefreshTokens(
            RefreshStatement statement,
            RefreshTokenStore store,
            Sessions sessions,
            SessionConfig sessionConfig,
            TokenConfig config,
            DerivedKeys keys,
            RandomGenerator random,
            Clock clock) {
        this.statement = statement;
        this.store = store;
        this.sessions = sessions;
        this.sessionConfig = sessionConfig;
        this.config = config;
        this.keys = keys;
        this.random = random;
        this.clock = clock;
    }

    /** A used token's successor, and whom the access token is for. */
    record Rotated(OpaqueToken successor, Refreshed refreshed) {}

    /** The first token of a session. */
    Uni<OpaqueToken> first(SqlConnection transaction, Session session) {
        OpaqueToken token = OpaqueToken.random(OpaqueToken.REFRESH_TOKEN, random);
        Instant idleUntil = session.startedAt().plus(sessionConfig.idle());
        Instant expiresAt = idleUntil.isBefore(session.expiresAt()) ? idleUntil : session.expiresAt();
        return store.insert(transaction, token.hash(), session.id(), expiresAt).replaceWith(token);
    }

    /** Uses a token. Fails with invalid_grant if it is not good; ends the session if it has been used before. */
    Uni<Rotated> rotate(String presented, Client client) {
        if (!OpaqueToken.isPlausible(OpaqueToken.REFRESH_TOKEN, presented)) {
            return Uni.createFrom().failure(worthless());
        }
        OpaqueToken token = new OpaqueToken(presented);
        OpaqueToken successor = OpaqueToken.of(OpaqueToken.REFRESH_TOKEN, keys.hmac(Purpose.REFRESH_TOKENS, presented));
        Instant now = clock.instant();
        byte[] hash = token.hash();
        return statement
                .run(hash, successor.hash(), client.clientId(), now, config.grace(), sessionConfig.idle())
                .chain(refreshed -> refreshed == null
                        ? refuse(hash, client, now)
                        : Uni.createFrom().item(new Rotated(successor, refreshed)));
    }

    private Uni<Rotated> refuse(byte[] hash, Client client, Instant now) {
        return store.find(hash)
                .call(known -> endIfReused(known, client, now))
                .onItemOrFailure()
                .transformToUni((known, failure) -> Uni.createFrom().failure(failure == null ? worthless() : failure));
    }

    private Uni<Void> endIfReused(@Nullable Known known, Client client, Instant now) {
        if (known == null || !known.alive() || !known.clientId().equals(client.clientId()) || !isReused(known, now)) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf(
                "A used refresh token was shown again: session ends session=%s account=%s",
                known.session(), known.account());
        return sessions.end(known.session(), Reason.REFRESH_TOKEN_REUSED);
    }

    private boolean isReused(Known known, Instant now) {
        Instant usedAt = known.usedAt();
        return usedAt != null && !usedAt.plus(config.grace()).isAfter(now);
    }

    private static OAuthRefused worthless() {
        return new OAuthRefused(OAuthError.INVALID_GRANT, "The refresh token is not valid any more: sign in again");
    }

    /** What is known of a token; null if nothing. */
    Uni<@Nullable Known> find(String text) {
        return OpaqueToken.isPlausible(OpaqueToken.REFRESH_TOKEN, text)
                ? store.find(new OpaqueToken(text).hash())
                : Uni.createFrom().nullItem();
    }

    /** Whether a token could be used now. */
    boolean isGood(Known known) {
        Instant now = clock.instant();
        return known.alive() && known.usedAt() == null && known.expiresAt().isAfter(now);
    }

    @Scheduled(every = "5m", delayed = "7m", identity = "refresh-token-sweep")
    Uni<Void> forgetExpired() {
        return store.forget(clock.instant().minus(Duration.ofDays(1)), SWEPT_AT_ONCE);
    }
}
