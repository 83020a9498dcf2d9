package io.trunkline.kit.testing;

import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;

/** Stands in for the sessions service: shows its keys, as JWKS, and lets {@link TestTokens} sign with them. */
class Issuer {

    static final String SIGNING_KEY = "trunkline.test.signing-key";
    private static final String KEY_ID = "test";

    private HttpServer server;

    Map<String, String> start() {
        KeyPair pair = Jwts.SIG.ES256.keyPair().build();
        var privateKey = Jwks.builder()
                .key((ECPrivateKey) pair.getPrivate())
                .publicKey((ECPublicKey) pair.getPublic())
                .id(KEY_ID)
                .algorithm("ES256")
                .build();
        serve("{\"keys\":[" + Jwks.json(privateKey.toPublicJwk()) + "]}");
        return Map.of(
                "trunkline.auth.issuer",
                "http://issuer.test",
                "trunkline.auth.jwks",
                "http://localhost:" + server.getAddress().getPort() + "/oauth2/jwks",
                SIGNING_KEY,
                Jwks.UNSAFE_JSON(privateKey));
    }

    private void serve(String jwks) {
        byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/oauth2/jwks", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
