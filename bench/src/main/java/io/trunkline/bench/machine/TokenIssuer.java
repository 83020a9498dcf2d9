package io.trunkline.bench.machine;

import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/** Stands in for the sessions service where it is not what is measured: shows keys and mints tokens. */
public final class TokenIssuer implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final KeyPair keys = Jwts.SIG.ES256.keyPair().build();
    private final HttpServer server;

    TokenIssuer() throws IOException {
        var key = Jwks.builder()
                .key((ECPublicKey) keys.getPublic())
                .id("bench")
                .algorithm("ES256")
                .build();
        byte[] body = ("{\"keys\":[" + Jwks.json(key) + "]}").getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/jwks", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    String name() {
        return "http://issuer.bench";
    }

    /** What the services take for the address of sessions. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** An access token of an account, good for an hour. */
    public String tokenOf(UUID account, String... roles) {
        Instant now = Instant.now();
        return Jwts.builder()
                .header()
                .type("at+jwt")
                .keyId("bench")
                .and()
                .issuer(name())
                .audience()
                .add("trunkline")
                .and()
                .subject(account.toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("client_id", "bench")
                .claim("roles", Set.of(roles))
                .id(UUID.randomUUID().toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFETIME)))
                .signWith(keys.getPrivate(), Jwts.SIG.ES256)
                .compact();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
