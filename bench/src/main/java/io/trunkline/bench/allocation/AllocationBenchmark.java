package io.trunkline.bench.allocation;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.sms.FastCentre;
import io.trunkline.bench.sms.Settings;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long it takes to start a session beside a million open ones, where exactly one number is left for the two people: from
 * the request to the answer, with the event written, all flushed to the disk; once alone, and once with a text to each of them.
 */
public final class AllocationBenchmark implements Benchmark {

    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 3;
    private static final int SESSIONS = 1_000;
    private static final double P99_AIM_MILLIS = 5;

    @Override
    public String name() {
        return "allocation";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine();
                FastCentre centre = FastCentre.start()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            machine.startKafka();
            Machine.Service service =
                    machine.startWithDatabase("sms-proxy", Settings.of(machine, centre.port(), "bench", 1, 100));
            UUID owner = UUID.randomUUID();
            UUID pool;
            try (Database database = new Database(machine, postgres, "sms-proxy")) {
                report.note("filling the pool");
                pool = FullPool.fill(database, owner);
                report.figure("sessions", (double) database.number("select count(*) from masked_session"));
            }
            Client client = new Client(service, machine.issuer().tokenOf(owner, "operator"), pool);
            for (Kind kind : Kind.values()) {
                client.start(kind, WARM_UP);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                report.note("round " + round);
                for (Kind kind : Kind.values()) {
                    measure(report, kind.label, client.start(kind, SESSIONS));
                }
            }
        }
        report.table();
        for (Kind kind : Kind.values()) {
            report.goalAtMost(kind.goal, report.median(kind.label + " p99 ms"), P99_AIM_MILLIS);
        }
    }

    /** What comes with a session. */
    private enum Kind {
        SILENT("session alone", "allocation-p99-ms", "\"texts\":{\"start\":\"\"},"),
        /** Both people are told, so two messages a session are on their way beside. */
        TOLD("session, people told", "allocation-told-p99-ms", "");

        private final String label;
        private final String goal;
        private final String texts;

        Kind(String label, String goal, String texts) {
            this.label = label;
            this.goal = goal;
            this.texts = texts;
        }
    }

    private static void measure(Report report, String who, double[] millis) {
        report.figure(who + " p50 ms", Report.percentile(millis, 50));
        report.figure(who + " p99 ms", Report.percentile(millis, 99));
        report.figure(who + " p99.9 ms", Report.percentile(millis, 99.9));
    }

    /** Starts one session after the other. */
    private record Client(Machine.Service service, String token, UUID pool, AtomicInteger next) {

        Client(Machine.Service service, String token, UUID pool) {
            this(service, token, pool, new AtomicInteger());
        }

        /** Milliseconds of each session, in ascending order. */
        double[] start(Kind kind, int sessions) throws IOException, InterruptedException {
            double[] millis = new double[sessions];
            try (HttpClient http = HttpClient.newHttpClient()) {
                for (int session = 0; session < sessions; session++) {
                    HttpRequest request = request(kind, next.getAndIncrement());
                    long start = System.nanoTime();
                    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                    millis[session] = (System.nanoTime() - start) / 1e6;
                    if (response.statusCode() != 201) {
                        throw new IOException(
                                "A session was answered with " + response.statusCode() + ": " + response.body());
                    }
                }
            }
            return Report.ascending(millis);
        }

        private HttpRequest request(Kind kind, int left) {
            String body = "{\"pool\":\"%s\",%s\"participants\":[{\"number\":\"%s\"},{\"number\":\"%s\"}]}"
                    .formatted(pool, kind.texts, FullPool.rider(left), FullPool.driver(left));
            return HttpRequest.newBuilder(URI.create(service.url() + "/v1/proxy-sessions"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }
    }
}
