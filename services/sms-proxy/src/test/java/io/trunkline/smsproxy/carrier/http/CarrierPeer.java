package io.trunkline.smsproxy.carrier.http;

import static org.awaitility.Awaitility.await;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The far end of a carrier's API: remembers what it is asked, and answers as it is told. */
public final class CarrierPeer {

    /** A request as it arrived. */
    public record Asked(String method, String uri, MultiMap headers, String body) {

        public String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> next = request -> {};

    CarrierPeer(Vertx vertx) {
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    asked.add(new Asked(request.method().name(), request.uri(), request.headers(), body.toString()));
                    next.accept(request);
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public void answers(int status, String body, Map<String, String> headers) {
        next = request -> {
            headers.forEach(request.response()::putHeader);
            request.response().setStatusCode(status).end(body);
        };
    }

    void staysSilent() {
        next = request -> {};
    }

    void hangsUp() {
        next = request -> request.connection().close();
    }

    void hangsUpAmidTheAnswer() {
        next = request -> request.response()
                .putHeader("content-length", "1000")
                .write("{")
                .onComplete(written -> request.connection().close());
    }

    void isGone() {
        server.close().toCompletionStage().toCompletableFuture().join();
        // A server that says it is closed may take one connection more.
        await().until(() -> refuses(server.actualPort()));
    }

    private static boolean refuses(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    public List<Asked> asked() {
        return asked;
    }
}
