package io.trunkline.simulators.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.events.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bank, with a client and a server as a shop has them. */
class AcquirerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private HttpServer shop;
    private Acquirer bank;

    @BeforeEach
    void start() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/told", exchange -> {
            told.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        shop.start();
        URI callback = URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/told");
        bank = Acquirer.start(0, new Account("shop-api", "secret", "key", callback));
    }

    @AfterEach
    void stop() {
        bank.close();
        shop.stop(0);
        http.close();
    }

    @Test
    void somebodyPressesPayAndTheShopIsTold() throws Exception {
        JsonNode order = register("one");
        String page = order.path("formUrl").asText();
        assertThat(get(page)).contains("20.00 RUB", "Pay", "Decline");

        assertThat(press(page, "pay")).isEqualTo(303);

        assertThat(get(page)).contains("It is paid").doesNotContain("Decline");
        assertThat(status("one").path("orderStatus").asInt()).isEqualTo(2);
        assertThat(status("one").at("/paymentAmountInfo/depositedAmount").asLong())
                .isEqualTo(2000);
        // Of the two callbacks the second was asked for.
        press(page, "tell");
        await().until(() -> told.size() == 2);
        assertThat(told).allMatch(query -> query.contains("operation=deposited") && query.contains("checksum="));
    }

    @Test
    void whoDeclinesDoesNotPayAfterwards() throws Exception {
        String page = register("one").path("formUrl").asText();

        press(page, "decline");
        press(page, "pay");

        assertThat(status("one").path("orderStatus").asInt()).isEqualTo(6);
    }

    @Test
    void aNumberIsUsedOnce() throws Exception {
        register("one");

        assertThat(register("one").path("errorCode").asText()).isEqualTo("1");
    }

    @Test
    void noMoreGoesBackThanWasPaid() throws Exception {
        String id = register("one").path("orderId").asText();
        bank.pay("one", 2000);

        assertThat(refund(id, "1500").path("errorCode").asText()).isEqualTo("0");
        assertThat(refund(id, "501").path("errorCode").asText()).isEqualTo("5");
        assertThat(refund(id, "500").path("errorCode").asText()).isEqualTo("0");
        assertThat(status("one").path("orderStatus").asInt()).isEqualTo(4);
    }

    @Test
    void aWalletPaysAtOnceOrIsRefused() throws Exception {
        assertThat(wallet("one", "token").path("success").asBoolean()).isTrue();
        assertThat(wallet("two", "refused").path("success").asBoolean()).isFalse();

        assertThat(status("one").path("orderStatus").asInt()).isEqualTo(2);
        assertThat(status("two").path("errorCode").asText()).isEqualTo("6");
    }

    @Test
    void nobodyElseSeesTheOrders() throws Exception {
        register("one");

        assertThat(form("getOrderStatusExtended.do", Map.of("password", "guessed", "orderNumber", "one"))
                        .path("errorCode")
                        .asText())
                .isEqualTo("5");
    }

    private JsonNode register(String number) throws Exception {
        return form(
                "register.do",
                Map.of("orderNumber", number, "amount", "2000", "currency", "643", "description", "Trunkline"));
    }

    private JsonNode status(String number) throws Exception {
        return form("getOrderStatusExtended.do", Map.of("orderNumber", number));
    }

    private JsonNode refund(String id, String amount) throws Exception {
        return form("refund.do", Map.of("orderId", id, "amount", amount));
    }

    private JsonNode form(String method, Map<String, String> parameters) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("userName", "shop-api", "password", "secret"));
        all.putAll(parameters);
        String body = all.entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return EventJson.MAPPER.readTree(
                post(bank.api() + "/rest/" + method, body).body());
    }

    private JsonNode wallet(String number, String token) throws Exception {
        String body = EventJson.MAPPER.writeValueAsString(Map.of(
                "orderNumber",
                number,
                "amount",
                2000,
                "currencyCode",
                "643",
                "paymentToken",
                Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))));
        return EventJson.MAPPER.readTree(
                post(bank.api() + "/google/payment.do", body).body());
    }

    private int press(String page, String decision) throws Exception {
        return post(page, "decision=" + decision).statusCode();
    }

    private HttpResponse<String> post(String there, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(there))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String get(String page) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
