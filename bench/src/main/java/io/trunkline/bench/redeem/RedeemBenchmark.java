package io.trunkline.bench.redeem;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Cpu;
import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.machine.Pgbench;
import io.trunkline.bench.machine.Tool;
import io.trunkline.bench.machine.Wrk;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Vouchers redeemed per second by 64 clients, each an account of its own, through HTTP, token check and JSON, with the relay
 * publishing every event meanwhile; beside pgbench, which runs the same statement on the same server with the service
 * stopped, and so neither parses a request nor publishes anything.
 */
public final class RedeemBenchmark implements Benchmark {

    /** Until the compiler has done its work; after fewer the rate still rises from round to round. */
    private static final int WARM_UPS = 4;

    private static final int ROUNDS = 3;
    private static final int SECONDS = 6;
    private static final int CLIENTS = 64;
    private static final int CODES_PER_ROUND = 90_000;
    private static final int PEER_CODES_PER_ROUND = 200_000;
    private static final double AIM = 0.5;

    @Override
    public String name() {
        return "redeem";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.WRK, Tool.PGBENCH);
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            machine.startKafka();
            VoucherShop shop = VoucherShop.open(machine);
            try (Database database = new Database(machine, postgres, "vouchers")) {
                List<String> tokens = IntStream.range(0, CLIENTS)
                        .mapToObj(n -> machine.issuer().tokenOf(UUID.randomUUID(), "user"))
                        .toList();
                for (int pass = 1; pass <= WARM_UPS; pass++) {
                    report.note("warm-up " + pass);
                    redeem(machine, shop, tokens);
                }
                for (int round = 1; round <= ROUNDS; round++) {
                    report.note("round " + round);
                    measureOurs(report, machine, shop, tokens);
                    measurePeer(report, machine, shop, database, postgres, round);
                }
            }
        }
        report.table();
        report.goal(
                "redeem-per-second", report.median("vouchers redeemed/s"), report.median("pgbench redeemed/s"), AIM);
    }

    private static void measureOurs(Report report, Machine machine, VoucherShop shop, List<String> tokens)
            throws IOException, InterruptedException {
        double service = Cpu.secondsOf(shop.service().process());
        double postgres = Cpu.secondsOf(machine.postgresProcess());
        double kafka = Cpu.secondsOf(machine.kafkaProcess());
        Wrk.Result result = redeem(machine, shop, tokens);
        report.figure("vouchers redeemed/s", result.perSecond());
        report.figure("vouchers p99 ms", result.p99Millis());
        double perRequest = 1_000_000.0 / result.requests();
        report.figure(
                "vouchers service cpu-us each", (Cpu.secondsOf(shop.service().process()) - service) * perRequest);
        report.figure(
                "vouchers postgres cpu-us each", (Cpu.secondsOf(machine.postgresProcess()) - postgres) * perRequest);
        report.figure("vouchers kafka cpu-us each", (Cpu.secondsOf(machine.kafkaProcess()) - kafka) * perRequest);
    }

    /** Codes are made before the clock runs; their making is not measured. */
    private static Wrk.Result redeem(Machine machine, VoucherShop shop, List<String> tokens)
            throws IOException, InterruptedException {
        Path codes = Files.write(machine.folder().resolve("codes"), shop.codes(CODES_PER_ROUND));
        return Wrk.script(
                        machine.folder(),
                        script(codes, tokens),
                        shop.service().url() + "/v1/voucher-activations",
                        CLIENTS,
                        SECONDS)
                .requireAllAccepted();
    }

    private static String script(Path codes, List<String> tokens) {
        String headers = tokens.stream()
                .map(token -> "{[\"Content-Type\"]=\"application/json\",[\"Authorization\"]=\"Bearer " + token + "\"}")
                .collect(Collectors.joining(",\n"));
        return """
                local codes = {}
                for code in io.lines("%s") do codes[#codes + 1] = code end
                local headers = {%s}
                local sent = 0
                request = function()
                    sent = sent + 1
                    return wrk.format("POST", nil, headers[sent %% #headers + 1], '{"code":"' .. codes[sent] .. '"}')
                end
                """.formatted(codes, headers);
    }

    private static void measurePeer(
            Report report,
            Machine machine,
            VoucherShop shop,
            Database database,
            EmbeddedPostgresServer postgres,
            int round)
            throws IOException, InterruptedException, SQLException {
        int base = round * PEER_CODES_PER_ROUND;
        addVouchers(database, base);
        long before = redeemed(database);
        double cpu = Cpu.secondsOf(machine.postgresProcess());
        Pgbench.Result result = new Pgbench(machine, postgres, shop.service(), "vouchers")
                .run(PgbenchScript.text(), CLIENTS, SECONDS, Map.of("i", 0, "base", base));
        if (redeemed(database) - before != result.processed()) {
            throw new IOException("pgbench ran out of vouchers");
        }
        report.figure("pgbench redeemed/s", result.perSecond());
        report.figure(
                "pgbench postgres cpu-us each",
                (Cpu.secondsOf(machine.postgresProcess()) - cpu) * 1_000_000 / result.processed());
        database.execute("delete from outbox");
    }

    private static void addVouchers(Database database, int base) throws SQLException {
        database.execute("""
                insert into voucher (id, batch_id, serial, code_hash, credit, currency, expires_at)
                select uuidv7(), batch.id, batch.count + n, sha256((n)::text::bytea), 500, 'EUR', batch.expires_at
                from generate_series(%d, %d) n cross join (select * from voucher_batch limit 1) batch""".formatted(base, base + PEER_CODES_PER_ROUND - 1));
        database.execute("vacuum analyze voucher");
    }

    private static long redeemed(Database database) throws SQLException {
        return database.number("select count(*) from voucher where activated_at is not null");
    }
}
