package io.trunkline.simulators.acquirer;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the shop what has become of an order, until it answers with 200 or has been told often enough. */
final class Callbacks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final int TRIES = 6;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ALGORITHM = "HmacSHA256";

    private final Account account;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Callbacks(Account account) {
        this.account = account;
    }

    /** The parameters of a callback, with their checksum: by HMAC-SHA256 over all of them in the order of their names. */
    Map<String, String> parameters(Order order, String operation) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("mdOrder", order.id());
        parameters.put("orderNumber", order.number());
        parameters.put("operation", operation);
        parameters.put("amount", "" + order.amount());
        parameters.put("status", operation.startsWith("declined") ? "0" : "1");
        parameters.put("checksum", checksum(parameters));
        return parameters;
    }

    private String checksum(Map<String, String> sorted) {
        String signed = sorted.entrySet().stream()
                .map(parameter -> parameter.getKey() + ";" + parameter.getValue() + ";")
                .collect(Collectors.joining());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(account.callbackSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().withUpperCase().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
        }
    }

    /** In the background. */
    void send(Order order, String operation) {
        URI there = there(order, operation);
        if (there != null) {
            Thread.ofVirtual().name("callback").start(() -> send(there, order.id()));
        }
    }

    /** Whether the shop takes it, told once. */
    boolean isTaken(Order order, String operation) {
        try {
            URI there = there(order, operation);
            return there != null && statusOf(there) == 200;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private @Nullable URI there(Order order, String operation) {
        return account.callback() == null
                ? null
                : URI.create(account.callback() + "?" + query(parameters(order, operation)));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private void send(URI there, String order) {
        try {
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                int status = statusOf(there);
                if (status == 200) {
                    return;
                }
                LOG.info("The callback about order {} was answered with {}", order, status);
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** 0 if nobody answers. */
    private int statusOf(URI there) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(there).timeout(PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException unreachable) {
            return 0;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
