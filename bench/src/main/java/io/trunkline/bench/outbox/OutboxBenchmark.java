package io.trunkline.bench.outbox;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Child;
import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.redeem.VoucherShop;
import io.trunkline.events.Topic;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an event takes from the commit to a consumer at 500 events/s, and how fast the relay empties a full outbox,
 * beside Kafka's own producer performance tool with the same settings, topic and record size.
 *
 * <p>Latency is counted from {@code ce_time}, which the service takes before its statement: commit included, so it is an
 * upper bound.
 */
public final class OutboxBenchmark implements Benchmark {

    private static final int ROUNDS = 3;
    private static final int SECONDS = 10;
    private static final int EVENTS_PER_SECOND = 500;
    private static final int EVENTS_PER_REDEMPTION = 2;
    private static final int BACKLOG = 200_000;
    private static final double P99_AIM_MILLIS = 25;

    private static final Pattern RATE = Pattern.compile(BACKLOG + " records sent, ([0-9.]+) records/sec");

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            String bootstrapServers = machine.startKafka();
            VoucherShop shop = VoucherShop.open(machine);
            try (Database database = new Database(machine, postgres, "vouchers")) {
                report.note("warm-up");
                paced(machine, shop);
                paced(machine, shop);
                for (int round = 1; round <= ROUNDS; round++) {
                    report.note("latency, round " + round);
                    measureLatency(report, machine, shop, bootstrapServers);
                }
                for (int round = 1; round <= ROUNDS; round++) {
                    report.note("rate, round " + round);
                    measureRate(report, shop, database, bootstrapServers);
                    measurePeer(report, bootstrapServers);
                }
            }
        }
        report.table();
        report.goalAtMost("outbox-p99-ms", report.median("commit to consumer p99 ms"), P99_AIM_MILLIS);
        report.besidePeer(
                "outbox-relay-events-per-second",
                report.median("relay events/s"),
                report.median("producer tool records/s"));
    }

    private static void measureLatency(Report report, Machine machine, VoucherShop shop, String bootstrapServers)
            throws Exception {
        int expected = SECONDS * EVENTS_PER_SECOND;
        try (Arrivals arrivals = Arrivals.watch(bootstrapServers, Topic.VOUCHERS_VOUCHER, Topic.VOUCHERS_BALANCE)) {
            paced(machine, shop);
            double[] millis = Report.ascending(arrivals.await(expected).latencies());
            report.figure("commit to consumer p50 ms", Report.percentile(millis, 50));
            report.figure("commit to consumer p99 ms", Report.percentile(millis, 99));
            report.figure("commit to consumer most ms", millis[millis.length - 1]);
        }
    }

    /** Redeems at an even pace, whatever the answers take. */
    private static void paced(Machine machine, VoucherShop shop) throws Exception {
        int perSecond = EVENTS_PER_SECOND / EVENTS_PER_REDEMPTION;
        List<String> codes = shop.codes(SECONDS * perSecond);
        List<String> tokens = new ArrayList<>();
        for (int client = 0; client < 64; client++) {
            tokens.add(machine.issuer().tokenOf(UUID.randomUUID(), "user"));
        }
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            long start = System.nanoTime();
            for (int n = 0; n < codes.size(); n++) {
                long due = start + n * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                answers.add(http.sendAsync(
                                request(shop, tokens.get(n % tokens.size()), codes.get(n)),
                                HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode));
            }
            for (CompletableFuture<Integer> answer : answers) {
                if (answer.get() != 201) {
                    throw new IOException("A redemption was answered with " + answer.get());
                }
            }
        }
    }

    private static HttpRequest request(VoucherShop shop, String token, String code) {
        return HttpRequest.newBuilder(URI.create(shop.service().url() + "/v1/voucher-activations"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
                .build();
    }

    /** The service is stopped while a backlog is made, and measured from its first event to the last. */
    private static void measureRate(Report report, VoucherShop shop, Database database, String bootstrapServers)
            throws IOException, InterruptedException, SQLException {
        shop.service().close();
        database.execute("""
                insert into outbox (event_id, topic, key, type, occurred_at, data)
                select uuidv7(), 'vouchers.voucher', gen_random_uuid(), 'vouchers.voucher.depleted', now(),
                    json_build_object('voucherId', gen_random_uuid(), 'accountId', gen_random_uuid(),
                        'at', '%s')::text
                from generate_series(1, %d)""".formatted(Instant.now(), BACKLOG));
        try (Arrivals arrivals = Arrivals.watch(bootstrapServers, Topic.VOUCHERS_VOUCHER)) {
            shop.service().start();
            report.figure("relay events/s", arrivals.await(BACKLOG).perSecond());
        }
    }

    private static void measurePeer(Report report, String bootstrapServers) throws IOException, InterruptedException {
        int valueBytes = 170;
        String output = Child.run(
                List.of(
                        Machine.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.apache.kafka.tools.ProducerPerformance",
                        "--topic",
                        Topic.VOUCHERS_PAYMENT.topicName(),
                        "--num-records",
                        Integer.toString(BACKLOG),
                        "--record-size",
                        Integer.toString(valueBytes),
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=" + bootstrapServers,
                        "acks=all",
                        "linger.ms=0"),
                Map.of());
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("The tool said something else:\n" + output);
        }
        report.figure("producer tool records/s", Double.parseDouble(rate.group(1)));
    }
}
