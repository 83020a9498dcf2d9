package io.trunkline.kit.testing;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.Jwks;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Access tokens as the sessions service would issue them to a caller. */
public final class TestTokens {

    private static final int LIFETIME_SECONDS = 600;

    private TestTokens() {}

    /** A signed-in account, in a session of its own. */
    public static String of(UUID account, String... roles) {
        return of(account, UUID.randomUUID(), roles);
    }

    /** A signed-in account in a given session. */
    public static String of(UUID account, UUID session, String... roles) {
        return sign(valid(account, roles).claim("sid", session.toString()));
    }

    /** Another program. */
    public static String ofService(UUID client) {
        return sign(valid(client, "service"));
    }

    /** Everything a good token has, for a test that spoils one part of it; {@link #sign} makes it whole. */
    public static JwtBuilder valid(UUID subject, String... roles) {
        Instant now = Instant.now();
        return Jwts.builder()
                .header()
                .type("at+jwt")
                .keyId("test")
                .and()
                .issuer(setting("trunkline.auth.issuer"))
                .audience()
                .add(setting("trunkline.auth.audience"))
                .and()
                .subject(subject.toString())
                .claim("client_id", "trunkline-app")
                .claim("roles", Set.of(roles))
                .id(UUID.randomUUID().toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plusSeconds(LIFETIME_SECONDS)));
    }

    /** Signs with the issuer's key. */
    public static String sign(JwtBuilder token) {
        EcPrivateJwk key = (EcPrivateJwk) Jwks.parser().build().parse(setting(Issuer.SIGNING_KEY));
        return token.signWith(key.toKey(), Jwts.SIG.ES256).compact();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
