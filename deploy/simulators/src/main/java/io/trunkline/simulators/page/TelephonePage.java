package io.trunkline.simulators.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.events.EventJson;
import io.trunkline.simulators.smsc.Messages;
import io.trunkline.simulators.smsc.NotDelivered;
import io.trunkline.simulators.smsc.SmsCentre;
import io.trunkline.simulators.web.Query;
import io.trunkline.simulators.web.Sender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of all telephones, on 127.0.0.1 only: whoever sees it reads everybody's one-time codes, and writes as anybody.
 *
 * <ul>
 *   <li>{@code GET /} HTML, newest first, renews itself
 *   <li>{@code GET /write?from=%2B447700900123&to=%2B447700900001} the same with a form; both parts are optional
 *   <li>{@code GET /messages?to=%2B447700900123&after=2026-01-01T12:00:00Z} JSON, newest first; both parts are optional
 *   <li>{@code POST /messages} writes a message, as JSON or as a form: from, to, text
 *   <li>{@code GET /q/health/ready} 200
 * </ul>
 */
public final class TelephonePage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelephonePage.class);
    private static final int BACKLOG = 50;
    /** The longest text, each character of it escaped, and the rest. */
    private static final int LONGEST_BODY = 10 * WriteRequest.LONGEST_TEXT;

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Messages messages;
    private final SmsCentre centre;

    private TelephonePage(HttpServer server, ExecutorService threads, Messages messages, SmsCentre centre) {
        this.server = server;
        this.threads = threads;
        this.messages = messages;
        this.centre = centre;
    }

    private record Answer(int status, String contentType, String body) {

        static Answer html(String page) {
            return new Answer(200, "text/html; charset=utf-8", page);
        }

        static Answer json(int status, Object value) throws IOException {
            return new Answer(status, "application/json", EventJson.MAPPER.writeValueAsString(value));
        }

        static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text + "\n");
        }
    }

    /**
     * @param port 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static TelephonePage start(int port, Messages messages, SmsCentre centre) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        TelephonePage page = new TelephonePage(server, threads, messages, centre);
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
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            return show(path, exchange);
        }
        boolean isWritable = path.equals("/messages");
        if (method.equals("POST") && isWritable) {
            return write(exchange);
        }
        exchange.getResponseHeaders().set("Allow", isWritable ? "GET, HEAD, POST" : "GET, HEAD");
        return Answer.text(405, "This cannot be done here");
    }

    private Answer show(String path, HttpExchange exchange) throws IOException {
        try {
            Map<String, String> query = Query.read(exchange.getRequestURI().getRawQuery());
            return switch (path) {
                case "/" -> Answer.html(MessageList.html(messages.list(null, null)));
                case "/write" -> Answer.html(MessageList.htmlWithForm(messages.list(null, null), query));
                case "/messages" -> list(query);
                case "/q/health/ready", "/q/health/live", "/q/health/started" ->
                    Answer.json(200, Map.of("status", "UP"));
                default -> Answer.text(404, "There is no such thing");
            };
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Answer.text(400, "after must be a time like 2026-01-01T12:00:00Z, to a number like %2B447700900123");
        }
    }

    private Answer list(Map<String, String> query) throws IOException {
        String after = query.get("after");
        return Answer.json(200, messages.list(query.get("to"), after == null ? null : Instant.parse(after)));
    }

    private Answer write(HttpExchange exchange) throws IOException {
        if (Sender.isForeignPage(exchange.getRequestHeaders())) {
            return Answer.text(403, "Only this page and programs of this machine may write");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Answer.text(413, "The body must not have more than " + LONGEST_BODY + " octets");
        }
        try {
            return switch (mediaType(exchange)) {
                case "application/json" -> Answer.json(202, Map.of("id", write(WriteRequest.ofJson(body))));
                case "application/x-www-form-urlencoded" -> {
                    write(WriteRequest.ofForm(body));
                    exchange.getResponseHeaders().set("Location", "/");
                    yield Answer.text(303, "It is sent");
                }
                default -> Answer.text(415, "A message is application/json or application/x-www-form-urlencoded");
            };
        } catch (WriteRequest.Unusable unusable) {
            return Answer.text(400, unusable.reason());
        } catch (NotDelivered failure) {
            return Answer.text(503, failure.reason());
        }
    }

    /** The message's id. */
    private String write(WriteRequest request) throws NotDelivered {
        return centre.write(request.from(), request.to(), request.text());
    }

    private static String mediaType(HttpExchange exchange) {
        String contentType =
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "");
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
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
