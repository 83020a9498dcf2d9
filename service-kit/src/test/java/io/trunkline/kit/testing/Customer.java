package io.trunkline.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A customer's web server, on this machine. It takes everything (204) unless told otherwise. */
public final class Customer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean holding;

    /** What it answers. */
    public record Reply(int status, String body) {}

    /** How it was called. */
    public record Call(String path, String id, String timestamp, String signature, String body) {

        /** As a customer checks it who has read the text of Standard Webhooks. */
        public boolean isSignedWith(String secret) {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
                byte[] expected = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
                return Stream.of(signature.split(" "))
                        .anyMatch(("v1," + Base64.getEncoder().encodeToString(expected))::equals);
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    public Customer() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    /** The answer to the next call that has none yet. */
    public Customer reply(int status, String body) {
        replies.add(new Reply(status, body));
        return this;
    }

    public Customer reply(int status) {
        return reply(status, "");
    }

    /** From now on it hears, and says nothing. */
    public Customer hold() {
        holding = true;
        return this;
    }

    /** Answers what it has held, and everything at once from now on. */
    public void release() {
        holding = false;
        vertx.runOnContext(now -> held.forEach(this::answer));
    }

    private void take(HttpServerRequest request, Buffer body) {
        calls.add(new Call(
                request.path(),
                request.getHeader("webhook-id"),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"),
                body.toString()));
        if (holding) {
            held.add(request);
        } else {
            answer(request);
        }
    }

    private void answer(HttpServerRequest request) {
        Reply reply = replies.isEmpty() ? new Reply(204, "") : replies.remove();
        request.response().setStatusCode(reply.status()).end(reply.body());
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Its calls, once there are that many. */
    public List<Call> calls(int count) {
        return calls(count, call -> true);
    }

    /** Those that are wanted, once there are that many. */
    public List<Call> calls(int count, Predicate<Call> wanted) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(calls).filteredOn(wanted).hasSizeGreaterThanOrEqualTo(count));
        List<Call> found = calls.stream().filter(wanted).toList();
        assertThat(found).hasSize(count);
        return found;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
