package io.trunkline.vouchers;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A bank with Sberbank's protocol, on this machine: it takes orders, and they are paid when a test says so. */
public final class BankPeer implements AutoCloseable {

    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final AtomicInteger registrations = new AtomicInteger();
    private final HttpServer server;
    private volatile boolean down;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private record Order(String id, String number, long amount, int status, long refunded) {}

    public BankPeer() {
        server = vertx.createHttpServer()
                .requestHandler(
                        request -> request.setExpectMultipart(true).end().onSuccess(end -> take(request)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** What the service has to be told to find it. */
    public Map<String, String> settings() {
        return Map.of(
                "vouchers.payment.sberbank.api", "http://127.0.0.1:" + server.actualPort() + "/payment",
                "vouchers.payment.sberbank.user-name", "shop-api",
                "vouchers.payment.sberbank.password", "password",
                "vouchers.payment.sberbank.callback-secret", "secret",
                "vouchers.payment.return-to", "https://shop.example/thanks");
    }

    private void take(HttpServerRequest request) {
        if (down) {
            request.response().setStatusCode(500).end("<html>");
            return;
        }
        MultiMap form = request.formAttributes();
        JsonObject answer =
                switch (request.path()) {
                    case "/payment/rest/register.do" -> register(form);
                    case "/payment/rest/getOrderStatusExtended.do" -> status(form);
                    case "/payment/rest/refund.do" -> refund(form);
                    default -> new JsonObject().put("errorCode", "5");
                };
        request.response().putHeader("Content-Type", "application/json").end(answer.encode());
    }

    private JsonObject register(MultiMap form) {
        registrations.incrementAndGet();
        String id = order(form.get("orderNumber"), Long.parseLong(form.get("amount")));
        return new JsonObject().put("orderId", id).put("formUrl", "https://bank.example/pay?mdOrder=" + id);
    }

    private JsonObject status(MultiMap form) {
        Order order = orders.values().stream()
                .filter(one ->
                        one.id().equals(form.get("orderId")) || one.number().equals(form.get("orderNumber")))
                .findFirst()
                .orElse(null);
        if (order == null) {
            return new JsonObject().put("errorCode", "6");
        }
        return new JsonObject()
                .put("errorCode", "0")
                .put("orderNumber", order.number())
                .put("orderStatus", order.status())
                .put("amount", order.amount())
                .put("currency", "643")
                .put(
                        "attributes",
                        new JsonArray()
                                .add(new JsonObject().put("name", "mdOrder").put("value", order.id())))
                .put(
                        "paymentAmountInfo",
                        new JsonObject()
                                .put("depositedAmount", order.amount() - order.refunded())
                                .put("refundedAmount", order.refunded()));
    }

    private JsonObject refund(MultiMap form) {
        Order order = orders.get(form.get("orderId"));
        long refunded = order.refunded() + Long.parseLong(form.get("amount"));
        orders.put(order.id(), new Order(order.id(), order.number(), order.amount(), 4, refunded));
        return new JsonObject().put("errorCode", "0");
    }

    /** Orders as a program of the payer's would; returns the bank's id. */
    public String order(String number, long amount) {
        String id = UUID.randomUUID().toString();
        orders.put(id, new Order(id, number, amount, 0, 0));
        return id;
    }

    /** The payer pays. */
    public void pay(String id) {
        orders.computeIfPresent(
                id, (same, order) -> new Order(order.id(), order.number(), order.amount(), 2, order.refunded()));
    }

    public int registrations() {
        return registrations.get();
    }

    /** It answers with nothing that means something. */
    public void breaksDown() {
        down = true;
    }

    public void recovers() {
        down = false;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
