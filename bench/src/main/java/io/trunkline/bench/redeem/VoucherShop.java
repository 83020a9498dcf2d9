package io.trunkline.bench.redeem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.bench.machine.Api;
import io.trunkline.bench.machine.Machine;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Starts the vouchers service and gets codes from it, as an operator does. */
public final class VoucherShop {

    /** The most that are shown in one answer. */
    private static final int LARGEST_LIST = 10_000;

    /** What each code is worth, in euros. */
    static final BigDecimal WORTH = new BigDecimal("5.00");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Machine.Service service;
    private final Api operator;

    private VoucherShop(Machine machine, Machine.Service service) {
        this.service = service;
        this.operator = Api.as(machine, service, "operator");
    }

    /** Needs PostgreSQL and Kafka running. */
    public static VoucherShop open(Machine machine) throws IOException, InterruptedException {
        return new VoucherShop(
                machine, machine.startWithDatabase("vouchers", Map.of("VOUCHERS_CODE_SECRET", machine.secret("code"))));
    }

    public Machine.Service service() {
        return service;
    }

    public Api operator() {
        return operator;
    }

    /** A code as an operator gets it: where it stands in which batch is told of vouchers, too. */
    record Issued(UUID batch, int serial, String code) {}

    /** Fresh codes, each worth 5 euros. */
    public List<String> codes(int count) throws IOException, InterruptedException {
        return issue(count).stream().map(Issued::code).toList();
    }

    List<Issued> issue(int count) throws IOException, InterruptedException {
        List<Issued> issued = new ArrayList<>(count);
        while (issued.size() < count) {
            issued.addAll(issueBatch(Math.min(LARGEST_LIST, count - issued.size())));
        }
        return issued;
    }

    private List<Issued> issueBatch(int count) throws IOException, InterruptedException {
        UUID batch = draft(count);
        return operator.post("/v1/voucher-batches/" + batch + "/codes", "", 200)
                .lines()
                .skip(1)
                .map(line -> line.split(",", 3))
                .map(columns -> new Issued(batch, Integer.parseInt(columns[0]), columns[1]))
                .toList();
    }

    /** A batch without codes as yet, each to be worth 5 euros. */
    public UUID draft(int count) throws IOException, InterruptedException {
        String draft = """
                {"count":%d,"credit":{"amount":"%s","currency":"EUR"},"vendor":"bench","bulkNumber":"bench",
                 "expiresAt":"%s"}""".formatted(
                        count, WORTH, Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
        JsonNode batch = JSON.readTree(operator.post("/v1/voucher-batches", draft, 201));
        return UUID.fromString(batch.get("id").textValue());
    }
}
