package io.trunkline.vouchers.contract.smartyard;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A billing system as SmartYard servers ask it, on this machine. It keeps what it is given, unless it is told to misbehave. */
public final class BillingPeer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Map<Long, JsonArray> addresses = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile @Nullable Consumer<HttpServerRequest> trouble;
    private volatile String broken = "";

    /** How it was asked. */
    public record Asked(String operation, @Nullable String authorization, JsonObject body) {}

    public BillingPeer() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/api/billing/");
    }

    /** An account that is fine, as its row in a list. */
    public static JsonObject anAccount(String clientId) {
        return new JsonObject()
                .put("clientId", clientId)
                .put("clientName", "Anna Petrova")
                .put("contractName", "FL-" + clientId)
                .put("contractPayName", clientId)
                .put("blocked", "f")
                .put("balance", 123.45)
                .put("bonus", 10)
                .put("bonusLevel", 1)
                .put("payAdvice", 50.5)
                .put("services", new JsonArray().add("internet").add("domophone"));
    }

    /** Keeps an account of a telephone, at an address of its own. */
    public BillingPeer keep(long phone, Object account) {
        addresses
                .computeIfAbsent(phone, first -> new JsonArray())
                .add(new JsonObject()
                        .put("houseId", "1")
                        .put("address", "Lesnaya 5, flat 1")
                        .put("accounts", new JsonArray().add(account)));
        return this;
    }

    private void take(HttpServerRequest request, Buffer body) {
        String path = request.path();
        JsonObject question = body.toJsonObject();
        asked.add(new Asked(path.substring(path.lastIndexOf('/') + 1), request.getHeader("authorization"), question));
        Consumer<HttpServerRequest> now = trouble;
        if (now != null) {
            now.accept(request);
            return;
        }
        if (!broken.isEmpty() && path.endsWith(broken)) {
            request.response().setStatusCode(500).end();
            return;
        }
        switch (path) {
            case "/api/billing/getlist" ->
                answer(request, addresses.getOrDefault(question.getLong("phone"), new JsonArray()));
            case "/api/billing/createinvoice" -> answer(request, Integer.toString(700 + asked.size()));
            case "/api/billing/paysuccess" -> answer(request, new JsonArray());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void answer(HttpServerRequest request, Object data) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("code", 200)
                        .put("name", "OK")
                        .put("message", "fine")
                        .put("data", data)
                        .encode());
    }

    /** Everything is answered so from now on. */
    public BillingPeer answers(int status, String body) {
        trouble = request -> request.response().setStatusCode(status).end(body);
        return this;
    }

    /** It does its work, but for this operation. */
    public BillingPeer failsAt(String operation) {
        broken = operation;
        return this;
    }

    /** It hears, and says nothing. */
    public BillingPeer staysSilent() {
        trouble = request -> {};
        return this;
    }

    public BillingPeer hangsUp() {
        trouble = request -> request.connection().close();
        return this;
    }

    /** It begins an answer that has no end. */
    public BillingPeer talksForEver() {
        trouble = request -> {
            request.response().setChunked(true);
            talk(request);
        };
        return this;
    }

    private static void talk(HttpServerRequest request) {
        request.response().write("x".repeat(64 * 1024)).onSuccess(written -> talk(request));
    }

    /** It does its work again. */
    public BillingPeer recovers() {
        trouble = null;
        broken = "";
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<Asked> asked(String operation) {
        return asked.stream().filter(one -> one.operation().equals(operation)).toList();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
