package io.trunkline.bench.sms;

import io.trunkline.bench.machine.Machine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A carrier that posts what writers write at an even pace, one message of a conversation after the other, each again until it
 * is answered with 200. After a time without answers it catches up.
 */
final class WebhookSource {

    private static final Duration OFFER_AGAIN_AFTER = Duration.ofMillis(100);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    /** The status of a request that got no answer. */
    private static final int NONE = 0;

    private final Machine.Service service;
    private final List<Conversation> conversations;
    private final int messages;
    private final Duration interval;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Set<Integer> statuses = new ConcurrentSkipListSet<>();

    /** How often the database has gone or come back: odd while there is none. */
    private final AtomicInteger databaseChanges = new AtomicInteger();

    private final AtomicInteger refusedWithoutDatabase = new AtomicInteger();
    private final AtomicInteger answeredWithoutDatabase = new AtomicInteger();

    /**
     * @param messages of each conversation
     * @param perSecond of all conversations together
     */
    WebhookSource(Machine.Service service, List<Conversation> conversations, int messages, int perSecond) {
        this.service = service;
        this.conversations = conversations;
        this.messages = messages;
        this.interval = Duration.ofSeconds(conversations.size()).dividedBy(perSecond);
    }

    /** Returns at once; {@link #answered} tells how far it has come. */
    void start() {
        long begin = System.nanoTime();
        conversations.forEach(conversation -> Thread.ofVirtual().start(() -> write(conversation, begin)));
    }

    private void write(Conversation conversation, long begin) {
        try {
            for (int message = 0; message < messages; message++) {
                TimeUnit.NANOSECONDS.sleep(begin + message * interval.toNanos() - System.nanoTime());
                HttpRequest request = request(conversation, message);
                while (post(request) != 200) {
                    unanswered.incrementAndGet();
                    Thread.sleep(OFFER_AGAIN_AFTER);
                }
                answered.incrementAndGet();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(Conversation conversation, int message) {
        String body = "{\"id\":\"%d-%d\",\"from\":\"%s\",\"to\":\"%s\",\"body\":\"%s\"}"
                .formatted(
                        conversation.index(),
                        message,
                        conversation.writer(),
                        conversation.number(),
                        conversation.text(message));
        return HttpRequest.newBuilder(URI.create(service.url() + Settings.WEBHOOK))
                .header("Content-Type", "application/json")
                .timeout(ANSWER_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private int post(HttpRequest request) throws InterruptedException {
        int before = databaseChanges.get();
        int status = statusOf(request);
        if (status != NONE) {
            statuses.add(status);
        }
        if (before % 2 == 1 && before == databaseChanges.get()) {
            (status == 200 ? answeredWithoutDatabase : refusedWithoutDatabase).incrementAndGet();
        }
        return status;
    }

    private int statusOf(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException down) {
            return NONE;
        }
    }

    /** From now on until {@link #databaseIsBack} nothing can be stored. */
    void databaseIsGone() {
        refusedWithoutDatabase.set(0);
        databaseChanges.incrementAndGet();
    }

    void databaseIsBack() {
        databaseChanges.incrementAndGet();
    }

    /** Requests that were begun without a database, and have come to nothing. */
    int refusedWithoutDatabase() {
        return refusedWithoutDatabase.get();
    }

    /** Requests that were begun and answered with 200 while there was no database. */
    int answeredWithoutDatabase() {
        return answeredWithoutDatabase.get();
    }

    /** Every status that was answered. */
    Set<Integer> statuses() {
        return statuses;
    }

    /** Messages that were answered with 200. */
    int answered() {
        return answered.get();
    }

    /** How often one had to be posted again. */
    int unanswered() {
        return unanswered.get();
    }
}
