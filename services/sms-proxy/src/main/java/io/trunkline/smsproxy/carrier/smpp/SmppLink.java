package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.smpp.InFlight.Answer;
import io.trunkline.smsproxy.carrier.smpp.InFlight.NoAnswer;
import io.trunkline.smsproxy.carrier.smpp.InFlight.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bound session that transmits. One thread writes to it, so that order, pace and window are matters of that thread alone,
 * and nobody who sends has to wait for a peer that does not read.
 */
final class SmppLink {

    private final SmppSession session;
    private final SmppConfig.Sending config;
    private final SmppFailures failures;
    private final MessageIds ids;
    private final Pace pace;
    private final Clock clock;

    private final Deque<Submission> queue = new ConcurrentLinkedDeque<>();
    /** As many as the queue has messages, or more. */
    private final Semaphore waiting = new Semaphore(0);

    private final Semaphore window;
    private final int most;
    /** One for each message, from when it is offered until it is done. */
    private final Semaphore places;

    private final Thread writer;
    private volatile boolean draining;
    private volatile boolean closed;

    private SmppLink(String name, SmppSession session, SmppAccount account, Pace pace) {
        this.session = session;
        this.config = account.config().sending();
        this.failures = account.failures();
        this.ids = account.config().receiving().receiptIds();
        this.pace = pace;
        this.clock = account.clock();
        this.window = new Semaphore(config.window());
        this.most = config.window() + config.queue();
        this.places = new Semaphore(most);
        this.writer = Thread.ofVirtual().name("smpp-" + name).unstarted(this::write);
    }

    static SmppLink open(String name, SmppSession session, SmppAccount account, Pace pace) {
        SmppLink link = new SmppLink(name, session, account, pace);
        link.writer.start();
        return link;
    }

    /** Messages that wait or are on their way. */
    int load() {
        return most - places.availablePermits();
    }

    int inFlight() {
        return session.inFlight();
    }

    /** False if there is no place for it. */
    boolean offer(Submission message) {
        if (closed || draining || !places.tryAcquire()) {
            return false;
        }
        queue.addLast(message);
        waiting.release();
        failQueueIfClosed();
        return true;
    }

    private void write() {
        try {
            while (!closed) {
                writeNext();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a message last of all: until then one may come that goes before it, or {@link #drain} may give it back. */
    private void writeNext() throws InterruptedException {
        waiting.acquire();
        window.acquire();
        for (long wait = pace.take(System.nanoTime()); wait > 0; wait = pace.take(System.nanoTime())) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        Submission message = queue.pollFirst();
        if (message == null) {
            window.release();
        } else {
            var unused = submit(message).thenAccept(outcome -> {
                settle(message, outcome);
                window.release();
            });
        }
    }

    private CompletableFuture<Outcome> submit(Submission message) {
        Instant now = clock.instant();
        Instant expiresAt = message.expiresAt();
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return CompletableFuture.completedFuture(new NoAnswer(SmppFailures.expired()));
        }
        String validity = expiresAt == null ? null : config.validity().write(expiresAt, now);
        return session.submit(message.next(), message.source(), message.destination(), validity);
    }

    private void settle(Submission message, Outcome outcome) {
        switch (outcome) {
            case NoAnswer none -> refused(message, none.failure());
            case Answer answer when answer.status() == SmppFailures.ESME_ROK -> taken(message, answer.messageId());
            case Answer answer -> refused(message, failures.of(answer.status()));
        }
    }

    private void taken(Submission message, String messageId) {
        if (message.partTaken(ids.ofAnswer(messageId))) {
            continueWith(message);
        } else {
            places.release();
        }
    }

    private void refused(Submission message, CarrierFailure failure) {
        boolean again = message.takeRetry(failure);
        if (again || failure.kind() == Kind.THROTTLED) {
            pace.pause(config.throttlePause(), System.nanoTime());
        }
        if (again) {
            continueWith(message);
        } else {
            message.fail(failure);
            places.release();
        }
    }

    /** What was begun goes before what was not. */
    private void continueWith(Submission message) {
        queue.addFirst(message);
        waiting.release();
        failQueueIfClosed();
    }

    private void failQueueIfClosed() {
        if (closed) {
            failQueue();
        }
    }

    private void failQueue() {
        for (Submission message = queue.pollFirst(); message != null; message = queue.pollFirst()) {
            giveBack(message);
        }
    }

    private void giveBack(Submission message) {
        message.fail(SmppFailures.noLink());
        places.release();
    }

    /** Takes nothing more, and gives back what has not been begun. Returns when all else is answered, or time is up. */
    void drain(Duration within) throws InterruptedException {
        draining = true;
        for (Submission message : List.copyOf(queue)) {
            if (!message.hasStarted() && queue.remove(message)) {
                giveBack(message);
            }
        }
        places.tryAcquire(most, within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** After the session. What waits has certainly not been sent. */
    void close() {
        closed = true;
        writer.interrupt();
        failQueue();
    }
}
