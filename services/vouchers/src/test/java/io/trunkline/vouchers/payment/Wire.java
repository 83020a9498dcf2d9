package io.trunkline.vouchers.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The way to a provider, on which things happen. */
public final class Wire implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

    /** What happens to requests. */
    public enum Trouble {
        NONE,
        /** The provider does what it is asked for, and nobody hears of it. */
        ANSWER_LOST,
        /** The provider never gets the request; the connection breaks. */
        REQUEST_LOST,
        SILENCE,
        ERROR,
        GARBAGE,
        FLOOD,
        REDIRECT,
        BUSY
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Supplier<URI> target;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Trouble trouble = Trouble.NONE;

    /** @param port 0 takes a free one */
    public Wire(int port, Supplier<URI> target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public void has(Trouble what) {
        trouble = what;
    }

    /** How many have come so far. */
    public int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            switch (trouble) {
                case NONE -> {
                    HttpResponse<byte[]> answer = forward(exchange);
                    answer(exchange, answer.statusCode(), answer.body());
                }
                case ANSWER_LOST -> forward(exchange);
                case REQUEST_LOST -> exchange.getRequestBody().readAllBytes();
                case SILENCE -> closing.await();
                case ERROR -> answer(exchange, 500, new byte[0]);
                case GARBAGE ->
                    answer(exchange, 200, "<html>We will be back soon</html>".getBytes(StandardCharsets.UTF_8));
                case FLOOD ->
                    answer(exchange, 200, ("\"" + "a".repeat(1_000_000) + "\"").getBytes(StandardCharsets.UTF_8));
                case REDIRECT -> {
                    exchange.getResponseHeaders().set("Location", target.get().toString());
                    answer(exchange, 302, new byte[0]);
                }
                case BUSY -> {
                    exchange.getResponseHeaders().set("Retry-After", "7");
                    answer(exchange, 503, new byte[0]);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException, InterruptedException {
        URI there = target.get().resolve(exchange.getRequestURI().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(there)
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.getFirst());
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
