package io.trunkline.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A gateway and a telephones' page that answer as the contract says, except where a test wants something else. */
final class FakeSuite implements AutoCloseable {

    static final String CODE = "7M2K-90XD-QRTB-44VF-1ZHW";
    static final String ONE_TIME_CODE = "471108";
    static final String WEBHOOK_SECRET = "the-webhooks-own-secret";
    static final String ACCESS_TOKEN = "header.claims.signature";

    private static final String MONEY = "{\"amount\":\"5.00\",\"currency\":\"EUR\"}";
    private static final String RUBLES = "{\"amount\":\"20.00\",\"currency\":\"RUB\"}";
    private static final String PROBLEM = "{\"type\":\"urn:trunkline:problem:x\",\"title\":\"X\"}";

    record Reply(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Reply> instead = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private volatile String phone = "";
    private volatile int numbersWithAccount;
    private volatile String number = "";
    private volatile String ada = "";
    private volatile String bob = "";
    private volatile String ratedCall = "";
    private volatile boolean ended;
    private volatile boolean paying;

    FakeSuite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param call method, path and, for later ones, which: {@code "POST /v1/voucher-activations #2"} */
    void answer(String call, int status, String body) {
        instead.put(call, new Reply(status, body));
    }

    /** The first so many numbers that sign up have an account already. */
    void haveAccounts(int numbers) {
        numbersWithAccount = numbers;
    }

    /** Everything that was sent or answered and must not be shown. */
    Set<String> secrets() {
        Set<String> all = new TreeSet<>(secrets);
        all.addAll(Set.of(CODE, ONE_TIME_CODE, ACCESS_TOKEN, WEBHOOK_SECRET));
        return all;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        int count = calls.computeIfAbsent(call, unknown -> new AtomicInteger()).incrementAndGet();
        note(body);
        Reply reply = instead.get(call + " #" + count);
        if (reply == null) {
            reply = count == 1 && instead.containsKey(call)
                    ? instead.get(call)
                    : standard(call, count, body, exchange.getRequestURI().getQuery());
        }
        byte[] octets = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    private void note(String body) {
        Matcher password = Pattern.compile("password[\"=:]+([^\"&]{8,})").matcher(body);
        while (password.find()) {
            secrets.add(password.group(1));
        }
    }

    private Reply standard(String call, int count, String body, String query) {
        return switch (call) {
            case "GET /messages" -> new Reply(200, texts.getOrDefault(query.replace("to=", ""), "[]"));
            case "POST /v1/sign-ups" -> signUp(count, body);
            case "POST /v1/sign-ups/s1/confirmation" ->
                new Reply(201, "{\"id\":\"a1\",\"phone\":\"" + phone + "\",\"roles\":[\"user\"]}");
            case "POST /oauth2/token" ->
                new Reply(
                        200,
                        "{\"access_token\":\"" + ACCESS_TOKEN
                                + "\",\"token_type\":\"Bearer\",\"expires_in\":600,\"refresh_token\":\"r\"}");
            case "POST /v1/voucher-batches" ->
                new Reply(201, "{\"id\":\"b1\",\"state\":\"draft\",\"count\":100,\"credit\":" + MONEY + "}");
            case "POST /v1/voucher-batches/b1/codes" -> new Reply(200, csv(100));
            case "POST /v1/voucher-activations" ->
                count != 2
                        ? new Reply(
                                201,
                                "{\"voucherId\":\"v1\",\"credit\":" + MONEY + ",\"balance\":" + MONEY
                                        + ",\"activatedAt\":\"2026-01-01T00:00:00Z\"}")
                        : new Reply(409, PROBLEM);
            case "POST /v1/payments" -> {
                paying = true;
                yield new Reply(
                        201, "{\"id\":\"m1\",\"state\":\"pending\",\"page\":\"" + address() + "/payment/page/o1\"}");
            }
            case "POST /payment/page/o1" -> new Reply(303, "");
            // At first the bank has not told of it yet.
            case "GET /v1/payments/m1" ->
                new Reply(200, "{\"state\":\"" + (count == 1 ? "pending" : "succeeded") + "\"}");
            case "GET /v1/payments/m1/receipt" ->
                new Reply(
                        200,
                        "{\"number\":\"m1\",\"amount\":" + RUBLES
                                + ",\"paidAt\":\"2026-01-01T00:00:00Z\",\"provider\":\"sberbank\"}");
            case "GET /v1/balance" ->
                paying
                        ? new Reply(200, "{\"balances\":[" + RUBLES + "]}")
                        : count <= 3 ? new Reply(200, "{\"balances\":[" + MONEY + "]}") : new Reply(401, PROBLEM);
            case "GET /v1/ledger-entries" ->
                new Reply(
                        200,
                        "{\"items\":[{\"source\":\"voucher:v1\",\"amount\":" + MONEY + ",\"balance\":" + MONEY + "}]}");
            case "GET /v1/account" -> new Reply(200, "{\"id\":\"a1\"}");
            case "POST /v1/tariffs" -> new Reply(201, "{\"id\":\"t1\",\"currency\":\"EUR\"}");
            case "POST /v1/tariffs/t1/versions" -> new Reply(201, "{\"id\":\"n1\"}");
            case "POST /v1/tariffs/t1/versions/n1/rates" -> new Reply(200, "{\"imported\":1,\"refused\":0}");
            case "POST /v1/tariffs/t1/versions/n1/publication" ->
                new Reply(200, "{\"validFrom\":\"2026-01-01T00:00:00Z\"}");
            case "PUT /v1/tariffs/t1/accounts/a1" -> new Reply(204, "");
            case "GET /v1/call-pricing/+447700900123" ->
                count == 1
                        ? new Reply(404, PROBLEM)
                        : new Reply(200, "{\"destination\":\"United Kingdom mobile\",\"perMinute\":\"1.2\"}");
            case "GET /v1/rated-events" -> new Reply(200, "{\"items\":[" + ratedCall + "]}");
            case "GET /v1/vouchers/v1" -> count == 1 ? voucher("active", "3.58") : voucher("depleted", "0.00");
            case "GET /v1/sessions" -> new Reply(200, "{\"items\":[{\"id\":\"x\"},{\"id\":\"s2\",\"current\":true}]}");
            case "DELETE /v1/sessions/s2" -> new Reply(204, "");
            case "POST /v1/numbers" -> {
                number = field(body, "number");
                yield new Reply(201, "{\"number\":\"" + number + "\"}");
            }
            case "POST /v1/proxy-sessions" -> startSession(body);
            case "POST /messages" -> {
                String writer = field(body, "from");
                if (ended) {
                    deliver(writer, "No session");
                } else {
                    deliver(writer.equals(ada) ? bob : ada, field(body, "text"));
                }
                yield new Reply(202, "{\"id\":1}");
            }
            case "POST /webhooks/web/" + WEBHOOK_SECRET -> {
                if (count == 1) {
                    deliver(bob, field(body, "body"));
                }
                yield new Reply(200, "");
            }
            case "GET /v1/proxy-sessions/p1/interactions" -> new Reply(200, interactions(count));
            case "DELETE /v1/proxy-sessions/p1" -> {
                ended = true;
                deliver(ada, "The end");
                deliver(bob, "The end");
                yield new Reply(200, "{\"status\":\"ended\",\"endedAt\":\"2026-01-01T00:00:00Z\"}");
            }
            default -> new Reply(404, PROBLEM);
        };
    }

    private static Reply voucher(String state, String remaining) {
        return new Reply(
                200,
                "{\"state\":\"%s\",\"creditTotal\":{\"amount\":\"5.00\"},\"creditRemaining\":{\"amount\":\"%s\"}}"
                        .formatted(state, remaining));
    }

    /** The dialer's part. */
    String call(int seconds) {
        String id = "c" + seconds;
        String price = seconds == 61 ? "1.42" : "6.10";
        String charged = seconds == 61 ? "1.42" : "3.58";
        ratedCall = "{\"source\":\"call:%s\",\"price\":{\"amount\":\"%s\"},\"charged\":{\"amount\":\"%s\"}}"
                .formatted(id, price, charged);
        return id;
    }

    private Reply startSession(String body) {
        Matcher numbers = Pattern.compile("\"number\":\"([^\"]+)\"}").matcher(body);
        ada = numbers.find() ? numbers.group(1) : "";
        bob = numbers.find() ? numbers.group(1) : "";
        deliver(ada, "The start");
        deliver(bob, "The start");
        String seen = "{\"proxyNumber\":\"" + number + "\"}";
        return new Reply(
                201,
                "{\"id\":\"p1\",\"status\":\"open\",\"expiresAt\":\"2026-01-01T01:00:00Z\",\"participants\":[" + seen
                        + "," + seen + "]}");
    }

    private void deliver(String to, String text) {
        String message = "{\"from\":\"" + number + "\",\"text\":\"" + text + "\"}";
        texts.merge(to, "[" + message + "]", (before, one) -> "[" + message + "," + before.substring(1));
    }

    /** At first one of them is still on its way. */
    private static String interactions(int count) {
        String delivered = "{\"direction\":\"outbound\",\"status\":\"delivered\"}";
        String last = count == 1 ? delivered.replace("delivered", "sent") : delivered;
        return "{\"items\":[" + (delivered + ",").repeat(12) + last + ",{\"direction\":\"inbound\"}]}";
    }

    private static String field(String body, String name) {
        Matcher value =
                Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(body);
        return value.find() ? value.group(1) : "";
    }

    private Reply signUp(int count, String body) {
        Matcher number = Pattern.compile("\"phone\":\"([^\"]+)\"").matcher(body);
        phone = number.find() ? number.group(1) : "";
        String text = count <= numbersWithAccount ? "You have an account already" : ONE_TIME_CODE + " is your code";
        texts.put(phone, "[{\"text\":\"" + text + "\"}]");
        return new Reply(202, "{\"id\":\"s1\",\"expiresAt\":\"2026-01-01T00:05:00Z\"}");
    }

    static String csv(int codes) {
        StringBuilder csv = new StringBuilder("serial,code,credit,currency,vendor,bulk_number,expires_at\r\n");
        IntStream.rangeClosed(1, codes).forEach(serial -> csv.append(serial)
                .append(',')
                .append(CODE)
                .append(",5.00,EUR,Corner shop,DEMO-1,2027-01-01T00:00:00Z\r\n"));
        return csv.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
