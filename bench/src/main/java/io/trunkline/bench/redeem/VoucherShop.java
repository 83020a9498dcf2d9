package io.trunkline.bench.redeem;

import io.trunkline.bench.machine.Machine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the vouchers service and gets codes from it, as an operator does. */
public final class VoucherShop {

    private static final int LARGEST_BATCH = 10_000;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final Machine machine;
    private final Machine.Service service;
    private final HttpClient http = HttpClient.newHttpClient();

    private VoucherShop(Machine machine, Machine.Service service) {
        this.machine = machine;
        this.service = service;
    }

    /** Needs PostgreSQL and Kafka running. */
    public static VoucherShop open(Machine machine) throws IOException, InterruptedException {
        return new VoucherShop(
                machine, machine.startWithDatabase("vouchers", Map.of("VOUCHERS_CODE_SECRET", machine.secret("code"))));
    }

    public Machine.Service service() {
        return service;
    }

    /** Fresh codes, each worth 5 euros. */
    public List<String> codes(int count) throws IOException, InterruptedException {
        List<String> codes = new ArrayList<>(count);
        while (codes.size() < count) {
            codes.addAll(batch(Math.min(LARGEST_BATCH, count - codes.size())));
        }
        return codes;
    }

    private List<String> batch(int count) throws IOException, InterruptedException {
        String draft =
                """
                {"count":%d,"credit":{"amount":"5.00","currency":"EUR"},"vendor":"bench","bulkNumber":"bench",
                 "expiresAt":"%s"}""".formatted(count, Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
        Matcher id = ID.matcher(post("/v1/voucher-batches", draft, 201));
        if (!id.find()) {
            throw new IOException("The batch has no id");
        }
        return post("/v1/voucher-batches/" + id.group(1) + "/codes", "", 200)
                .lines()
                .skip(1)
                .map(line -> line.split(",", 3)[1])
                .toList();
    }

    private String post(String path, String body, int status) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path))
                .header("Authorization", "Bearer " + machine.issuer().tokenOf(UUID.randomUUID(), "operator"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
