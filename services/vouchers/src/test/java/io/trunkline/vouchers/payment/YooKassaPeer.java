package io.trunkline.vouchers.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** YooKassa, as far as payments of one step use it. */
public final class YooKassaPeer implements ProviderPeer {

    public static final String SHOP = "100500";
    public static final String SECRET_KEY = "test_key";

    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString((SHOP + ":" + SECRET_KEY).getBytes(StandardCharsets.UTF_8));
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, Object>> byKey = new LinkedHashMap<>();

    public YooKassaPeer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v3");
    }

    @Override
    public synchronized void pay(String number, long minor) {
        byKey.get(number).put("status", "succeeded");
        byKey.get(number).put("amount", rubles(minor));
    }

    @Override
    public synchronized void decline(String number) {
        byKey.get(number).put("status", "canceled");
        byKey.get(number).put("cancellation_details", Map.of("party", "payment_network", "reason", "card_expired"));
    }

    @Override
    public synchronized void refund(String number, long minor) {
        byKey.get(number).put("refunded_amount", rubles(refunded(number) + minor));
    }

    @Override
    public synchronized long refunded(String number) {
        return minor(JSON.valueToTree(byKey.get(number)).at("/refunded_amount/value"));
    }

    /** YooKassa's id of a payment. */
    public synchronized String id(String number) {
        return (String) byKey.get(number).get("id");
    }

    /** How many payments and refunds have been made. */
    public synchronized int size() {
        return byKey.size();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String key = exchange.getRequestHeaders().getFirst("Idempotence-Key");
            if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, Map.of("type", "error", "code", "invalid_credentials"));
            } else if (path.equals("/v3/payments")) {
                JsonNode request = JSON.readTree(exchange.getRequestBody());
                answer(exchange, 200, byKey.computeIfAbsent(key, unused -> payment(request)));
            } else if (path.equals("/v3/refunds")) {
                JsonNode request = JSON.readTree(exchange.getRequestBody());
                refund(exchange, key, request);
            } else {
                Map<String, Object> payment = byId(path.substring(path.lastIndexOf('/') + 1));
                answer(
                        exchange,
                        payment == null ? 404 : 200,
                        payment == null ? Map.of("type", "error", "code", "not_found") : payment);
            }
        }
    }

    private static Map<String, Object> payment(JsonNode request) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> payment = new LinkedHashMap<>();
        payment.put("id", id);
        payment.put("status", "pending");
        payment.put("amount", request.path("amount"));
        payment.put("metadata", request.path("metadata"));
        payment.put("confirmation", Map.of("type", "redirect", "confirmation_url", "https://pay.example/" + id));
        return payment;
    }

    private void refund(HttpExchange exchange, String key, JsonNode request) throws IOException {
        Map<String, Object> payment = byId(request.path("payment_id").asText());
        String number = JSON.valueToTree(payment).at("/metadata/payment").asText();
        long minor = minor(request.at("/amount/value"));
        long paid = minor(JSON.valueToTree(payment).at("/amount/value"));
        if (refunded(number) + minor > paid) {
            answer(exchange, 400, Map.of("type", "error", "code", "invalid_request"));
            return;
        }
        if (!byKey.containsKey(key)) {
            refund(number, minor);
            byKey.put(key, Map.of("id", UUID.randomUUID().toString(), "status", "succeeded"));
        }
        answer(exchange, 200, byKey.get(key));
    }

    private Map<String, Object> byId(String id) {
        return byKey.values().stream()
                .filter(payment -> id.equals(payment.get("id")))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> rubles(long minor) {
        return Map.of("value", BigDecimal.valueOf(minor, 2).toPlainString(), "currency", "RUB");
    }

    private static long minor(JsonNode value) {
        return value.isMissingNode()
                ? 0
                : new BigDecimal(value.asText()).movePointRight(2).longValueExact();
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
        byte[] body = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
