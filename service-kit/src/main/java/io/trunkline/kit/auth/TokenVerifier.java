package io.trunkline.kit.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.CallersContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an access token is good: signed with ES256 by a key of the issuer that we fetched ourselves (whatever
 * its header says of {@code jku}, {@code jwk} or {@code alg}), meant for us, not expired, its session not revoked.
 *
 * <p>The signature is checked once per token; expiry and revocation each time.
 */
@ApplicationScoped
public class TokenVerifier {

    /** RFC 9068 §2.1: keeps other JWTs of the same issuer from being used as access tokens. */
    private static final String TYPE = "at+jwt";

    /** Ours are below 1 KiB. */
    private static final int LONGEST = 4096;

    private final Jwks keys;
    private final RevokedSessions revoked;
    private final Clock clock;
    private final JwtParser parser;
    private final Cache<String, AccessToken> remembered;

    TokenVerifier(AuthConfig config, Jwks keys, RevokedSessions revoked, Clock clock) {
        this.keys = keys;
        this.revoked = revoked;
        this.clock = clock;
        this.parser = Jwts.parser()
                .clock(() -> Date.from(clock.instant()))
                .requireIssuer(config.issuer())
                .requireAudience(config.audience())
                .sig()
                .clear()
                .add(Jwts.SIG.ES256)
                .and()
                .keyLocator(this::keyFor)
                .build();
        this.remembered =
                Caffeine.newBuilder().maximumSize(config.rememberedTokens()).build();
    }

    /** Fails with {@link TokenRefused} if the token proves nothing. */
    public Uni<AccessToken> verify(String token) {
        AccessToken known = remembered.getIfPresent(token);
        if (known != null) {
            return Uni.createFrom().item(() -> requireAlive(token, known));
        }
        return Uni.createFrom()
                .item(() -> parse(token))
                .onFailure(UnknownKey.class)
                .recoverWithUni(() -> readKeys().map(read -> parse(token)))
                .onFailure(failure -> !(failure instanceof TokenRefused))
                .transform(failure -> new TokenRefused("The access token cannot be checked right now"))
                .invoke(verified -> remembered.put(token, verified))
                .map(verified -> requireAlive(token, verified));
    }

    /** Many requests may wait for the same read. */
    private Uni<Void> readKeys() {
        return keys.readUnlessRecent().emitOn(CallersContext.executor());
    }

    /** A token that has been verified before and is still good; null if it has to be verified. For paths where it counts. */
    public @Nullable AccessToken remembered(String token) {
        AccessToken known = remembered.getIfPresent(token);
        return known != null && endOf(known) == null ? known : null;
    }

    private AccessToken requireAlive(String token, AccessToken verified) {
        String end = endOf(verified);
        if (end != null) {
            remembered.invalidate(token);
            throw new TokenRefused(end);
        }
        return verified;
    }

    /** Why a token that was good is not any more, in words for the caller; null while it is. */
    private @Nullable String endOf(AccessToken verified) {
        if (!clock.instant().isBefore(verified.expiresAt())) {
            return "The access token has expired";
        }
        boolean isRevoked = verified.session() != null && revoked.contains(verified.session());
        return isRevoked ? "The session has ended" : null;
    }

    private AccessToken parse(String token) {
        if (token.length() > LONGEST) {
            throw new TokenRefused("The access token is not valid");
        }
        try {
            return accessToken(parser.parseSignedClaims(token));
        } catch (UnknownKey unknown) {
            throw unknown;
        } catch (ExpiredJwtException expired) {
            throw new TokenRefused("The access token has expired");
        } catch (JwtException | IllegalArgumentException worthless) {
            throw new TokenRefused("The access token is not valid");
        }
    }

    private Key keyFor(Header header) {
        String id = header instanceof JwsHeader signed ? signed.getKeyId() : null;
        if (id == null || id.length() > 100) {
            throw new TokenRefused("The access token is not valid");
        }
        Key key = keys.key(id);
        if (key == null) {
            throw new UnknownKey();
        }
        return key;
    }

    private static AccessToken accessToken(Jws<Claims> jws) {
        Claims claims = jws.getPayload();
        if (!TYPE.equals(jws.getHeader().getType()) || claims.getExpiration() == null) {
            throw new TokenRefused("This is not an access token");
        }
        String session = claims.get("sid", String.class);
        return new AccessToken(
                UUID.fromString(claims.getSubject()),
                session == null ? null : UUID.fromString(session),
                String.valueOf(claims.get("client_id", String.class)),
                rolesOf(claims.get("roles")),
                claims.getExpiration().toInstant());
    }

    private static Set<String> rolesOf(@Nullable Object claim) {
        Set<String> roles = new HashSet<>();
        if (claim instanceof Collection<?> names) {
            names.forEach(name -> roles.add(String.valueOf(name)));
        }
        roles.retainAll(Roles.ALL);
        return Set.copyOf(roles);
    }

    /** Whether tokens can be checked at all. */
    boolean isReady() {
        return keys.isKnown();
    }

    /** Signed, so it says, with a key that we have not seen: perhaps a new one. */
    private static final class UnknownKey extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownKey() {
            super("Unknown key", null, false, false);
        }
    }
}
