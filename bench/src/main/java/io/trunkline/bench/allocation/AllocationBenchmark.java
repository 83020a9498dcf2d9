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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long it takes to start a session beside a million open ones, where exactly one number is left for the two people: from
 * the request to the answer, with both texts queued and the event written, all flushed to the disk.
 */
public final class AllocationBenchmark implements Benchmark {

    private static final int WARM_UP = 2_500;
    private static final int ROUNDS = 3;
    private static final int SESSIONS = 1_200;
    private static final int CLIENTS = 8;
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
            Clients clients = new Clients(service, machine.issuer().tokenOf(owner, "operator"), pool);
            clients.start(1, WARM_UP);
            for (int round = 1; round <= ROUNDS; round++) {
                report.note("round " + round);
                measure(report, "1 client", clients.start(1, SESSIONS));
                measure(report, CLIENTS + " clients", clients.start(CLIENTS, SESSIONS));
            }
        }
        report.table();
        report.goalAtMost("allocation-p99-ms", report.median("1 client p99 ms"), P99_AIM_MILLIS);
        report.goalAtMost("allocation-8-clients-p99-ms", report.median(CLIENTS + " clients p99 ms"), P99_AIM_MILLIS);
    }

    private static void measure(Report report, String who, double[] millis) {
        report.figure(who + " p50 ms", Report.percentile(millis, 50));
        report.figure(who + " p99 ms", Report.percentile(millis, 99));
        report.figure(who + " p99.9 ms", Report.percentile(millis, 99.9));
    }

    /** Each starts one session after the other. */
    private record Clients(Machine.Service service, String token, UUID pool, AtomicInteger next) {

        Clients(Machine.Service service, String token, UUID pool) {
            this(service, token, pool, new AtomicInteger());
        }

        /** Milliseconds of each session, in ascending order. */
        double[] start(int clients, int sessions) throws Exception {
            try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
                List<Callable<List<Double>>> work = new ArrayList<>();
                for (int client = 0; client < clients; client++) {
                    work.add(() -> start(sessions / clients));
                }
                List<Double> millis = new ArrayList<>();
                for (Future<List<Double>> done : threads.invokeAll(work)) {
                    millis.addAll(done.get());
                }
                return Report.ascending(
                        millis.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }

        private List<Double> start(int sessions) throws IOException, InterruptedException {
            List<Double> millis = new ArrayList<>();
            try (HttpClient http = HttpClient.newHttpClient()) {
                for (int session = 0; session < sessions; session++) {
                    HttpRequest request = request(next.getAndIncrement());
                    long start = System.nanoTime();
                    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                    millis.add((System.nanoTime() - start) / 1e6);
                    if (response.statusCode() != 201) {
                        throw new IOException(
                                "A session was answered with " + response.statusCode() + ": " + response.body());
                    }
                }
            }
            return millis;
        }

        private HttpRequest request(int left) {
            String body = "{\"pool\":\"%s\",\"participants\":[{\"number\":\"%s\"},{\"number\":\"%s\"}]}"
                    .formatted(pool, FullPool.rider(left), FullPool.driver(left));
            return HttpRequest.newBuilder(URI.create(service.url() + "/v1/proxy-sessions"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }
    }
}
