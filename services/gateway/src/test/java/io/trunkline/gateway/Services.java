package io.trunkline.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for the services. The last segment of a path says what happens; most answer with what they were asked. One
 * service is down, one speaks no HTTP, and one has a single connection.
 */
public class Services implements QuarkusTestResourceLifecycleManager {

    private final AtomicInteger eventsLeft = new AtomicInteger();
    private Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpServer sessions = http("sessions");
        HttpServer vouchers = http("vouchers");
        NetServer garbage = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(
                        any -> socket.end(io.vertx.core.buffer.Buffer.buffer("This is not HTTP\r\n\r\n"))));
        garbage.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
        return Map.ofEntries(
                Map.entry("gateway.upstreams.sessions.url", "http://localhost:" + sessions.actualPort()),
                Map.entry("gateway.upstreams.vouchers.url", "http://localhost:" + vouchers.actualPort()),
                Map.entry("gateway.upstreams.down.url", "http://localhost:" + freePort()),
                Map.entry("gateway.routes.down.path", "/v1/down"),
                Map.entry("gateway.routes.down.upstream", "down"),
                Map.entry("gateway.upstreams.garbage.url", "http://localhost:" + garbage.actualPort()),
                Map.entry("gateway.routes.garbage.path", "/v1/garbage"),
                Map.entry("gateway.routes.garbage.upstream", "garbage"),
                // One connection, and nobody waits for it.
                Map.entry("gateway.upstreams.narrow.url", "http://localhost:" + vouchers.actualPort()),
                Map.entry("gateway.upstreams.narrow.connections", "1"),
                Map.entry("gateway.upstreams.narrow.waiting", "0"),
                Map.entry("gateway.routes.narrow.path", "/v1/narrow"),
                Map.entry("gateway.routes.narrow.upstream", "narrow"),
                Map.entry("gateway.routes.strict.path", "/v1/strict"),
                Map.entry("gateway.routes.strict.upstream", "vouchers"),
                Map.entry("gateway.routes.strict.limit", "strict"),
                Map.entry("gateway.limits.strict.requests", "3"),
                Map.entry("gateway.limits.strict.window", "PT1H"),
                Map.entry("gateway.limits.default.requests", "100000"),
                Map.entry("gateway.limits.sign-in.requests", "100000"),
                Map.entry("gateway.bodies.largest", "100K"),
                Map.entry("gateway.bodies.grace", "PT2S"),
                Map.entry("gateway.timeouts.response", "PT5S"),
                Map.entry("gateway.timeouts.head", "PT1S"),
                Map.entry("gateway.streams.per-session", "2"),
                Map.entry("gateway.cors.origins", "https://app.example"),
                Map.entry("gateway.open-api.retry", "PT0.2S"),
                Map.entry("gateway.probes", "PT0.2S"));
    }

    private HttpServer http(String name) {
        return vertx.createHttpServer()
                .requestHandler(request -> handle(name, request))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void handle(String name, HttpServerRequest request) {
        String last = request.path().substring(request.path().lastIndexOf('/') + 1);
        switch (last) {
            case "openapi" -> request.response().sendFile("openapi-" + name + ".json");
            case "echo" -> echo(request);
            case "sink" -> request.endHandler(whole -> request.response().end());
            case "silent" -> request.pause();
            case "events" -> events(request);
            case "events-left" -> request.response().end(Integer.toString(eventsLeft.get()));
            case "chatty" -> chatty(request);
            case "broken" -> broken(request);
            case "nothing" -> request.response().setStatusCode(204).end();
            case "socket" -> socket(request);
            case "no-socket" -> request.response().setStatusCode(403).end("no");
            default -> tell(name, request);
        }
    }

    /** Says what it was asked. */
    private static void tell(String name, HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        request.response()
                .putHeader("content-type", "application/json")
                .end(new JsonObject()
                        .put("service", name)
                        .put("method", request.method().name())
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .encode());
    }

    /** Sends each part of the body back as it comes. */
    private static void echo(HttpServerRequest request) {
        request.response().setChunked(true);
        request.pipeTo(request.response());
    }

    private void events(HttpServerRequest request) {
        request.response()
                .putHeader("content-type", "text/event-stream")
                .setChunked(true)
                .closeHandler(gone -> eventsLeft.incrementAndGet())
                .write("data: begun\n\n");
    }

    /** Sends headers that are none of a client's business. */
    private static void chatty(HttpServerRequest request) {
        request.response()
                .putHeader("server", "secret/1.0")
                .putHeader("x-powered-by", "secret")
                .putHeader("connection", "x-private")
                .putHeader("x-private", "secret")
                .putHeader("keep-alive", "timeout=5")
                .putHeader("access-control-allow-origin", "*")
                .putHeader("strict-transport-security", "max-age=1")
                .putHeader("x-request-id", "theirs")
                .putHeader("x-kept", "yes")
                .end();
    }

    private static void broken(HttpServerRequest request) {
        request.response().putHeader("content-length", "100").write("half");
        request.connection().close();
    }

    /** The first message is what the handshake carried, the others come back. */
    private static void socket(HttpServerRequest request) {
        String handshake = request.getHeader("authorization") + " " + request.getHeader("sec-websocket-protocol");
        request.toWebSocket().onSuccess(socket -> {
            socket.writeTextMessage(handshake);
            socket.textMessageHandler(socket::writeTextMessage);
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
