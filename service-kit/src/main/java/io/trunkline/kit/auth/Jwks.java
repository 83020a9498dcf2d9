package io.trunkline.kit.auth;

import io.jsonwebtoken.security.Jwk;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The issuer's public keys, read ahead of need and again when a token names a key that is not known yet. */
@ApplicationScoped
class Jwks {

    private static final Logger LOG = Logger.getLogger(Jwks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final int LARGEST = 64 * 1024;

    private final AuthConfig config;
    private final Vertx vertx;
    private final HttpClient client;
    private volatile Map<String, PublicKey> keys = Map.of();
    private volatile long readAt;
    private @Nullable Uni<Void> reading;

    Jwks(AuthConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
    }

    void start(@Observes StartupEvent event) {
        readAgain();
    }

    private void readAgain() {
        read().subscribe()
                .with(done -> vertx.setTimer(config.jwksRefresh().toMillis(), timer -> readAgain()), failure -> {
                    LOG.warnf("The issuer's keys cannot be read: %s", failure.getMessage());
                    vertx.setTimer(RETRY.toMillis(), timer -> readAgain());
                });
    }

    /** Null if no such key is known. */
    @Nullable
    PublicKey key(String id) {
        return keys.get(id);
    }

    /** Whether keys have been read at all. */
    boolean isKnown() {
        return !keys.isEmpty();
    }

    /** Reads the keys again, unless that has just been done: unknown key ids must not become a load on the issuer. */
    Uni<Void> readUnlessRecent() {
        boolean recent = readAt != 0
                && System.nanoTime() - readAt < config.jwksLeastInterval().toNanos();
        return recent ? Uni.createFrom().voidItem() : read();
    }

    /** One read at a time: who comes meanwhile gets the result of the one under way. */
    private synchronized Uni<Void> read() {
        if (reading == null) {
            reading = fetch().invoke(this::remember)
                    .replaceWithVoid()
                    .onTermination()
                    .invoke(this::done)
                    .memoize()
                    .indefinitely();
        }
        return reading;
    }

    private synchronized void done() {
        reading = null;
        readAt = System.nanoTime();
    }

    private Uni<String> fetch() {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(config.jwks().toString())
                .putHeader("Accept", "application/json")
                .setTimeout(PATIENCE.toMillis());
        return Uni.createFrom().completionStage(() -> client.request(request)
                .compose(io.vertx.core.http.HttpClientRequest::send)
                .compose(Jwks::bodyOf)
                .toCompletionStage());
    }

    private static io.vertx.core.Future<String> bodyOf(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return io.vertx.core.Future.failedFuture("The issuer answered " + response.statusCode());
        }
        return response.body()
                .compose(body -> body.length() > LARGEST
                        ? io.vertx.core.Future.failedFuture("The issuer's key set is too large")
                        : io.vertx.core.Future.succeededFuture(body.toString()));
    }

    private void remember(String json) {
        Map<String, PublicKey> read = new HashMap<>();
        for (Jwk<?> jwk : io.jsonwebtoken.security.Jwks.setParser().build().parse(json)) {
            if (jwk.getId() != null && jwk.toKey() instanceof ECPublicKey key) {
                read.put(jwk.getId(), key);
            }
        }
        keys = Map.copyOf(read);
    }
}
