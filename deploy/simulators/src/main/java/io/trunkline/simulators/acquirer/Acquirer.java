package io.trunkline.simulators.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.events.EventJson;
import io.trunkline.simulators.web.Query;
import io.trunkline.simulators.web.Sender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bank that takes payments by card, on 127.0.0.1, with the protocol of Sberbank's acquiring as far as shops of one step use it.
 *
 * <ul>
 *   <li>{@code POST /payment/rest/register.do}, {@code getOrderStatusExtended.do}, {@code refund.do} forms, answered with JSON
 *   <li>{@code POST /payment/google/payment.do} JSON; a token that is base64 of a text with the word {@code refused} is
 *   <li>{@code GET /payment/page/<order>} HTML with the buttons Pay and Decline, which post {@code decision=pay} or {@code decline};
 *       {@code decision=tell} sends the callback once more, and is done when the shop has taken it
 * </ul>
 */
public final class Acquirer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Acquirer.class);
    private static final int BACKLOG = 50;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final Pattern PAGE = Pattern.compile("/payment/page/([0-9a-f-]{36})");
    private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,11}");

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Account account;
    private final Callbacks callbacks;
    private final Orders orders = new Orders();

    private Acquirer(HttpServer server, ExecutorService threads, Account account) {
        this.server = server;
        this.threads = threads;
        this.account = account;
        this.callbacks = new Callbacks(account);
    }

    private record Answer(
            int status,
            String contentType,
            String body,
            @Nullable String location) {

        static Answer json(Map<String, ?> content) {
            try {
                return new Answer(200, "application/json", EventJson.MAPPER.writeValueAsString(content), null);
            } catch (IOException impossible) {
                throw new IllegalStateException("Texts and numbers are JSON", impossible);
            }
        }

        static Answer error(String code, String message) {
            return json(Map.of("errorCode", code, "errorMessage", message));
        }

        static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text + "\n", null);
        }
    }

    /**
     * @param port 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static Acquirer start(int port, Account account) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Acquirer acquirer = new Acquirer(server, threads, account);
        server.setExecutor(threads);
        server.createContext("/", acquirer::handle);
        server.start();
        return acquirer;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where shops find the API. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + port() + "/payment");
    }

    /**
     * Somebody pays for an order of that number, as much as he likes, and the shop is told.
     *
     * @throws IllegalArgumentException if nobody can
     */
    public void pay(String number, long amount) {
        settle(require(number).id(), order -> order.paid(amount), "deposited");
    }

    /** Somebody's card is refused. */
    public void decline(String number) {
        settle(require(number).id(), Order::declined, "declinedByTimeout");
    }

    /** Somebody at the shop's office sends money back by hand. */
    public void refund(String number, long amount) {
        orders.change(require(number).id(), order -> order.refunded(amount));
    }

    /** What has gone back of an order. */
    public long refunded(String number) {
        return require(number).refunded();
    }

    /** The signed parameters by which the shop is told of an order. */
    public Map<String, String> callback(String number, String operation) {
        return callbacks.parameters(require(number), operation);
    }

    private Order require(String number) {
        Order order = orders.byNumber(number);
        if (order == null) {
            throw new IllegalArgumentException("There is no order " + number);
        }
        return order;
    }

    private void settle(String id, UnaryOperator<Order> how, String operation) {
        Order settled = orders.change(id, order -> order.isOpen() ? how.apply(order) : order);
        if (settled != null) {
            callbacks.send(settled, operation);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (RuntimeException bug) {
            LOG.error("The bank failed", bug);
            throw bug;
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher page = PAGE.matcher(path);
        if (page.matches()) {
            return page(exchange, page.group(1));
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.text(404, "There is no such thing");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        if (path.equals("/payment/google/payment.do")) {
            return payByWallet(EventJson.MAPPER.readTree(body));
        }
        Map<String, String> form = Query.read(new String(body, StandardCharsets.UTF_8));
        if (!account.userName().equals(form.get("userName"))
                || !account.password().equals(form.get("password"))) {
            return Answer.error("5", "Access denied");
        }
        return switch (path) {
            case "/payment/rest/register.do" -> register(form);
            case "/payment/rest/getOrderStatusExtended.do" -> status(form);
            case "/payment/rest/refund.do" -> refund(form);
            default -> Answer.text(404, "There is no such thing");
        };
    }

    private Answer register(Map<String, String> form) {
        String number = form.getOrDefault("orderNumber", "");
        String amount = form.getOrDefault("amount", "");
        if (number.isEmpty() || number.length() > 32 || !AMOUNT.matcher(amount).matches()) {
            return Answer.error("4", "The number or the amount is missing or unusable");
        }
        Order order = orders.register(
                number,
                Long.parseLong(amount),
                form.getOrDefault("currency", "643"),
                form.getOrDefault("returnUrl", ""),
                form.getOrDefault("description", ""));
        return order == null
                ? Answer.error("1", "This number has been used")
                : Answer.json(Map.of("orderId", order.id(), "formUrl", pageOf(order)));
    }

    private String pageOf(Order order) {
        return "http://localhost:" + port() + "/payment/page/" + order.id();
    }

    private Answer status(Map<String, String> form) {
        Order order = form.containsKey("orderId")
                ? orders.byId(form.getOrDefault("orderId", ""))
                : orders.byNumber(form.getOrDefault("orderNumber", ""));
        if (order == null) {
            return Answer.error("6", "There is no such order");
        }
        return Answer.json(Map.of(
                "errorCode", "0",
                "orderNumber", order.number(),
                "orderStatus", order.status().number(),
                "actionCode", order.status() == Order.Status.DECLINED ? 116 : 0,
                "amount", order.amount(),
                "currency", order.currency(),
                "attributes", List.of(Map.of("name", "mdOrder", "value", order.id())),
                "paymentAmountInfo", Map.of("depositedAmount", order.deposited(), "refundedAmount", order.refunded())));
    }

    private Answer refund(Map<String, String> form) {
        Order order = orders.byId(form.getOrDefault("orderId", ""));
        String amount = form.getOrDefault("amount", "");
        if (order == null || !AMOUNT.matcher(amount).matches()) {
            return Answer.error(order == null ? "6" : "5", "There is no such order, or the amount is unusable");
        }
        if (order.deposited() - order.refunded() < Long.parseLong(amount)) {
            return Answer.error("5", "More would go back than was paid");
        }
        orders.change(order.id(), paid -> paid.refunded(Long.parseLong(amount)));
        return Answer.error("0", "Done");
    }

    private Answer payByWallet(JsonNode request) {
        String token = new String(
                Base64.getMimeDecoder().decode(request.path("paymentToken").asText()), StandardCharsets.UTF_8);
        if (token.contains("refused")) {
            return refusedWallet("10");
        }
        Order order = orders.register(
                request.path("orderNumber").asText(),
                request.path("amount").asLong(),
                request.path("currencyCode").asText("643"),
                "",
                "");
        if (order == null) {
            return refusedWallet("1");
        }
        settle(order.id(), open -> open.paid(open.amount()), "deposited");
        return Answer.json(Map.of("success", true, "data", Map.of("orderId", order.id())));
    }

    private static Answer refusedWallet(String code) {
        return Answer.json(Map.of("success", false, "error", Map.of("code", code, "message", "Refused")));
    }

    private Answer page(HttpExchange exchange, String id) throws IOException {
        Order order = orders.byId(id);
        if (order == null) {
            return Answer.text(404, "There is no such order");
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return new Answer(200, "text/html; charset=utf-8", OrderPage.html(order), null);
        }
        if (Sender.isForeignPage(exchange.getRequestHeaders())) {
            return Answer.text(403, "Only this page and programs of this machine may pay");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        String decision = Query.read(new String(body, StandardCharsets.UTF_8)).getOrDefault("decision", "");
        switch (decision) {
            case "pay" -> settle(id, open -> open.paid(open.amount()), "deposited");
            case "decline" -> settle(id, Order::declined, "declinedByTimeout");
            case "tell" -> {
                if (!callbacks.isTaken(order, "deposited")) {
                    return Answer.text(502, "The shop does not take the callback");
                }
            }
            default -> {
                return Answer.text(400, "The decision is pay, decline or tell");
            }
        }
        return new Answer(303, "text/plain", "", pageOf(order));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        if (answer.location() != null) {
            headers.set("Location", answer.location());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        callbacks.close();
    }
}
