package io.trunkline.bench.redeem;

import io.trunkline.bench.machine.Machine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that redeem codes at the same time, each one try after the other. A try that got no answer, or a status of 500 and
 * more, is asked again with the same Idempotency-Key. Everything is written down: before it is asked, and when it is answered.
 */
final class Redeemers {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(100);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Machine.Service service;
    private final Path logs;
    private final Queue<Try> waiting;
    private final Map<UUID, String> tokens = new HashMap<>();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Redeemers(Machine machine, Machine.Service service, Path logs, List<Try> tries) {
        this.service = service;
        this.logs = logs;
        this.waiting = new ConcurrentLinkedQueue<>(tries);
        tries.forEach(wanted -> tokens.computeIfAbsent(
                wanted.account(), account -> machine.issuer().tokenOf(account, "user")));
    }

    /** Returns at once; {@link #answered} tells how far they are. */
    void start(int count) {
        for (int client = 1; client <= count; client++) {
            int number = client;
            FutureTask<Void> work = new FutureTask<>(() -> {
                redeem(number);
                return null;
            });
            Thread.ofVirtual().start(work);
            clients.add(work);
        }
    }

    /** Tries that are through: answered with a status below 500. */
    int answered() {
        return answered.get();
    }

    /** @throws ExecutionException if a client could not go on */
    void join() throws InterruptedException, ExecutionException {
        for (Future<?> client : clients) {
            client.get();
        }
    }

    private void redeem(int client) throws IOException, InterruptedException {
        try (RedemptionLog log = new RedemptionLog(logs, client)) {
            for (Try wanted = waiting.poll(); wanted != null; wanted = waiting.poll()) {
                int status = ask(wanted, log);
                while (status == RedemptionLog.NONE || status >= 500) {
                    Thread.sleep(ASK_AGAIN_AFTER);
                    status = ask(wanted, log);
                }
                answered.incrementAndGet();
            }
        }
    }

    private int ask(Try wanted, RedemptionLog log) throws IOException, InterruptedException {
        log.asked(wanted);
        HttpResponse<String> response;
        try {
            response = http.send(request(wanted), HttpResponse.BodyHandlers.ofString());
        } catch (IOException brokenOff) {
            log.answered(wanted, RedemptionLog.NONE, brokenOff.toString());
            return RedemptionLog.NONE;
        }
        log.answered(wanted, response.statusCode(), response.body());
        return response.statusCode();
    }

    private HttpRequest request(Try wanted) {
        return HttpRequest.newBuilder(URI.create(service.url() + "/v1/voucher-activations"))
                .header("Authorization", "Bearer " + tokens.get(wanted.account()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", wanted.key().toString())
                .timeout(ANSWER_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + wanted.code() + "\"}"))
                .build();
    }
}
