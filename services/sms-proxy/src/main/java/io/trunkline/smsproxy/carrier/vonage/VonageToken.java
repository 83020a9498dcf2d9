package io.trunkline.smsproxy.carrier.vonage;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Freshness;
import io.trunkline.smsproxy.carrier.http.Proofs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The token of the Messages API: a JWT, signed with HS256 and nothing else, which has the hash of the body in it. */
final class VonageToken {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 4096;

    /** What HS256 takes at least. */
    private static final int KEY_LENGTH = 32;

    private final JwtParser parser;
    private final Freshness freshness;

    VonageToken(String secret, Clock clock) {
        this.freshness = new Freshness(clock, VonageSignature.TOLERANCE);
        this.parser = Jwts.parser()
                .clock(() -> Date.from(clock.instant()))
                .requireIssuer("Vonage")
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .verifyWith(key(secret))
                .build();
    }

    /** HMAC fills a short key up with zeros (RFC 2104 §2); that Vonage's secrets are short is not ours to change. */
    private static SecretKey key(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(Arrays.copyOf(bytes, Math.max(bytes.length, KEY_LENGTH)), "HmacSHA256");
    }

    void verify(WebhookRequest request) {
        String authorization = request.header("authorization");
        if (authorization == null) {
            throw WebhookRefused.unproven("The token is missing");
        }
        Claims claims = claims(authorization);
        String expected = Proofs.hash("SHA-256", request.body().getBytes());
        if (claims == null || !(claims.get("payload_hash") instanceof String hash) || !Proofs.same(hash, expected)) {
            throw WebhookRefused.forged("The token does not fit");
        }
        Date issuedAt = claims.getIssuedAt();
        if (issuedAt == null || !freshness.isFresh(issuedAt.toInstant())) {
            throw WebhookRefused.forged("The token is not of these minutes");
        }
    }

    /** Null if it proves nothing. */
    private @Nullable Claims claims(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!isBearer || authorization.length() > LONGEST) {
            return null;
        }
        try {
            return parser.parseSignedClaims(
                            authorization.substring(SCHEME.length()).strip())
                    .getPayload();
        } catch (JwtException | IllegalArgumentException worthless) {
            return null;
        }
    }
}
