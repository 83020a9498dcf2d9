package io.trunkline.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {

    private static final int CALLERS = 8;

    private final KeyPair pair = Jwts.SIG.ES256.keyPair().build();
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private HttpServer issuer;

    @BeforeEach
    void anIssuerThatTakesItsTime() throws IOException {
        var key = io.jsonwebtoken.security.Jwks.builder()
                .key((ECPublicKey) pair.getPublic())
                .id("new")
                .algorithm("ES256")
                .build();
        byte[] body = ("{\"keys\":[" + io.jsonwebtoken.security.Jwks.json(key) + "]}").getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            awaitQuietly();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void end() {
        issuer.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoWaitsForNewKeysGoesOnWhereHeWas() {
        TokenVerifier verifier = verifier();
        ContextInternal requests = (ContextInternal) vertx.getOrCreateContext();
        List<CompletableFuture<Context>> asked = new ArrayList<>();
        List<CompletableFuture<Context>> answered = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            CompletableFuture<Context> from = new CompletableFuture<>();
            CompletableFuture<Context> back = new CompletableFuture<>();
            asked.add(from);
            answered.add(back);
            requests.duplicate().runOnContext(now -> {
                verifier.verify(token())
                        .subscribe()
                        .with(good -> back.complete(Vertx.currentContext()), back::completeExceptionally);
                from.complete(Vertx.currentContext());
            });
        }
        List<Context> callers = asked.stream().map(CompletableFuture::join).toList();

        mayAnswer.countDown();

        assertThat(answered.stream().map(CompletableFuture::join)).containsExactlyElementsOf(callers);
        assertThat(callers).doesNotHaveDuplicates();
    }

    private void awaitQuietly() {
        try {
            mayAnswer.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private String token() {
        return Jwts.builder()
                .header()
                .type("at+jwt")
                .keyId("new")
                .and()
                .issuer("issuer")
                .audience()
                .add("trunkline")
                .and()
                .subject(UUID.randomUUID().toString())
                .expiration(Date.from(Instant.now().plusSeconds(60)))
                .signWith(pair.getPrivate(), Jwts.SIG.ES256)
                .compact();
    }

    private TokenVerifier verifier() {
        AuthConfig config = new Settings(
                URI.create("http://127.0.0.1:" + issuer.getAddress().getPort()));
        Clock clock = Clock.systemUTC();
        return new TokenVerifier(
                config, new Jwks(config, vertx), new RevokedSessions(config, clock, "nowhere:1"), clock);
    }

    private record Settings(URI jwks) implements AuthConfig {

        @Override
        public String issuer() {
            return "issuer";
        }

        @Override
        public String audience() {
            return "trunkline";
        }

        @Override
        public Duration jwksRefresh() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration jwksLeastInterval() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int rememberedTokens() {
            return 100;
        }

        @Override
        public Duration revocationsKept() {
            return Duration.ofMinutes(15);
        }
    }
}
