package io.trunkline.bench.refresh;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Cpu;
import io.trunkline.bench.machine.Machine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Token refreshes per second: 64 devices, each of which exchanges its refresh token for the next one, over and over. */
public final class RefreshBenchmark implements Benchmark {

    private static final int ROUNDS = 3;
    private static final int SECONDS = 6;
    private static final int DEVICES = 64;

    @Override
    public String name() {
        return "refresh";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine()) {
            machine.startPostgres();
            machine.startKafka();
            Machine.Service sessions = machine.startWithDatabase(
                    "sessions",
                    Map.of(
                            "SESSIONS_SECRET", machine.secret("sessions"),
                            "SESSIONS_ADMIN_PASSWORD", machine.secret("admin")));
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            try {
                Devices devices = new Devices(vertx, sessions.port());
                devices.signIn(machine.secret("admin"));
                // Until the compiler has done its work; after less the rate still rises from round to round.
                devices.refreshFor(6 * SECONDS);
                for (int round = 1; round <= ROUNDS; round++) {
                    report.note("round " + round);
                    measure(report, machine, sessions, devices);
                }
            } finally {
                vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        }
        report.table();
        report.goalOpen("refresh-per-second", report.median("refreshes/s"));
    }

    private static void measure(Report report, Machine machine, Machine.Service sessions, Devices devices)
            throws Exception {
        double service = Cpu.secondsOf(sessions.process());
        double postgres = Cpu.secondsOf(machine.postgresProcess());
        double[] millis = Report.ascending(devices.refreshFor(SECONDS));
        report.figure("refreshes/s", (double) millis.length / SECONDS);
        report.figure("refresh p50 ms", Report.percentile(millis, 50));
        report.figure("refresh p99 ms", Report.percentile(millis, 99));
        report.figure(
                "sessions cpu-us each", (Cpu.secondsOf(sessions.process()) - service) * 1_000_000 / millis.length);
        report.figure(
                "postgres cpu-us each",
                (Cpu.secondsOf(machine.postgresProcess()) - postgres) * 1_000_000 / millis.length);
    }

    /** Signed-in devices, each with the refresh token that it got last. */
    private static final class Devices {

        private final HttpClient http;
        private final int port;
        private final String[] tokens = new String[DEVICES];

        Devices(Vertx vertx, int port) {
            this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(DEVICES));
            this.port = port;
        }

        void signIn(String password) throws Exception {
            String form = "grant_type=password&client_id=trunkline-app&username=admin&password="
                    + URLEncoder.encode(password, StandardCharsets.UTF_8);
            for (int device = 0; device < DEVICES; device++) {
                tokens[device] = await(exchange(form), 30);
            }
        }

        /** Returns what each refresh took, in milliseconds. */
        double[] refreshFor(int seconds) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            List<Double> millis = new ArrayList<>();
            Promise<Void> done = Promise.promise();
            AtomicInteger working = new AtomicInteger(DEVICES);
            for (int device = 0; device < DEVICES; device++) {
                refresh(device, end, millis).onComplete(result -> {
                    if (result.failed()) {
                        done.tryFail(result.cause());
                    } else if (working.decrementAndGet() == 0) {
                        done.tryComplete();
                    }
                });
            }
            await(done.future(), seconds + 30);
            return millis.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /** All on the one event loop, so the list needs no lock. */
        private Future<Void> refresh(int device, long end, List<Double> millis) {
            if (System.nanoTime() > end) {
                return Future.succeededFuture();
            }
            long start = System.nanoTime();
            return exchange("grant_type=refresh_token&client_id=trunkline-app&refresh_token=" + tokens[device])
                    .compose(next -> {
                        tokens[device] = next;
                        millis.add((System.nanoTime() - start) / 1_000_000.0);
                        return refresh(device, end, millis);
                    });
        }

        private Future<String> exchange(String form) {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI("/oauth2/token")
                    .putHeader("Content-Type", "application/x-www-form-urlencoded");
            return http.request(options)
                    .compose(request -> request.send(Buffer.buffer(form)))
                    .compose(response -> response.body().map(body -> {
                        if (response.statusCode() != 200) {
                            throw new IllegalStateException(
                                    "The token endpoint answered " + response.statusCode() + ": " + body);
                        }
                        return body.toJsonObject().getString("refresh_token");
                    }));
        }

        private static <T> T await(Future<T> future, int seconds) throws Exception {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        }
    }
}
