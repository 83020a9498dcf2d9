package io.trunkline.simulators.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.events.EventJson;
import io.trunkline.simulators.smsc.Message;
import io.trunkline.simulators.smsc.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of all telephones, on 127.0.0.1 only: whoever sees it reads everybody's one-time codes.
 *
 * <ul>
 *   <li>{@code GET /} HTML, newest first, renews itself
 *   <li>{@code GET /messages?to=%2B447700900123&after=2026-01-01T12:00:00Z} JSON, newest first; both parts are optional
 *   <li>{@code GET /q/health/ready} 200
 * </ul>
 */
public final class TelephonePage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelephonePage.class);
    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Messages messages;

    private TelephonePage(HttpServer server, ExecutorService threads, Messages messages) {
        this.server = server;
        this.threads = threads;
        this.messages = messages;
    }

    private record Answer(int status, String contentType, String body) {

        static Answer json(Object value) throws IOException {
            return new Answer(200, "application/json", EventJson.MAPPER.writeValueAsString(value));
        }

        static Answer refusal(int status, String reason) {
            return new Answer(status, "text/plain; charset=utf-8", reason + "\n");
        }
    }

    /**
     * @param port 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static TelephonePage start(int port, Messages messages) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        TelephonePage page = new TelephonePage(server, threads, messages);
        server.setExecutor(threads);
        server.createContext("/", page::handle);
        server.start();
        return page;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (RuntimeException bug) {
            LOG.error("The page failed", bug);
            throw bug;
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.refusal(405, "This cannot be done here");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/" -> new Answer(200, "text/html; charset=utf-8", MessageList.html(messages.list(null, null)));
            case "/messages" -> list(exchange);
            case "/q/health/ready", "/q/health/live", "/q/health/started" -> Answer.json(Map.of("status", "UP"));
            default -> Answer.refusal(404, "There is no such thing");
        };
    }

    private Answer list(HttpExchange exchange) throws IOException {
        try {
            Map<String, String> query = Query.read(exchange.getRequestURI().getRawQuery());
            String after = query.get("after");
            List<Message> found = messages.list(query.get("to"), after == null ? null : Instant.parse(after));
            return Answer.json(found);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Answer.refusal(
                    400, "after must be a time like 2026-01-01T12:00:00Z, to a number like %2B447700900123");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
