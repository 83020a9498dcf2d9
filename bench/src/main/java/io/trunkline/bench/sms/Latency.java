package io.trunkline.bench.sms;

import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Machine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a message takes at an even pace, from when the carrier posts it until the centre has its submit_sm: with the answer
 * to the webhook included, and so an upper bound.
 */
final class Latency {

    private static final int SECONDS = 10;
    private static final int PER_SECOND = 100;
    private static final int MESSAGES = SECONDS * PER_SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FastCentre centre;
    private final Machine.Service service;
    private int runs;

    Latency(FastCentre centre, Machine.Service service) {
        this.centre = centre;
        this.service = service;
    }

    /** Milliseconds, in ascending order. @throws IOException if one was refused, or has come to the wrong telephone */
    double[] paced() throws Exception {
        String run = "run " + ++runs + " message ";
        AtomicLongArray arrived = new AtomicLongArray(MESSAGES);
        long expected = centre.submitted() + MESSAGES;
        centre.listen(message -> {
            int number = Integer.parseInt(message.text().substring(run.length()));
            if (message.recipient().endsWith(Conversations.reader(number))) {
                arrived.set(number, System.nanoTime());
            }
        });
        long[] posted = post(run);
        centre.await(expected, PATIENCE);
        centre.listen(null);
        double[] millis = new double[MESSAGES];
        for (int message = 0; message < MESSAGES; message++) {
            if (arrived.get(message) == 0) {
                throw new IOException("Message " + message + " has come to the wrong telephone");
            }
            millis[message] = (arrived.get(message) - posted[message]) / 1e6;
        }
        return Report.ascending(millis);
    }

    /** Posts whatever the answers take. */
    private long[] post(String run) throws Exception {
        long[] posted = new long[MESSAGES];
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            long start = System.nanoTime();
            for (int message = 0; message < MESSAGES; message++) {
                long due = start + message * 1_000_000_000L / PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                posted[message] = System.nanoTime();
                answers.add(http.sendAsync(webhook(run, message), HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode));
            }
            for (CompletableFuture<Integer> answer : answers) {
                if (answer.get() != 200) {
                    throw new IOException("A webhook was answered with " + answer.get());
                }
            }
        }
        return posted;
    }

    private HttpRequest webhook(String run, int message) {
        String body = "{\"id\":\"%1$s%2$d\",\"from\":\"%3$s\",\"to\":\"%4$s\",\"body\":\"%1$s%2$d\"}"
                .formatted(run, message, Conversations.writer(message), Conversations.number(message));
        return HttpRequest.newBuilder(URI.create(service.url() + Settings.WEBHOOK))
                .header("Content-Type", "application/json")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
