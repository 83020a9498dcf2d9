package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.smpp.InFlight.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    private final BlockingDeque<Submission> queue = new LinkedBlockingDeque<>();
    private final Semaphore window;
    private final int most;
    /** One for each message, from when it is offered until it is done. */
    private final Semaphore places;

    private final Thread writer;
    private volatile boolean draining;
    private volatile boolean closed;

    private SmppLink(
            String name, SmppSession session, SmppConfig config, SmppFailures failures, Pace pace, Clock clock) {
        this.session = session;
        this.config = config.sending();
        this.failures = failures;
        this.ids = config.receiving().receiptIds();
        this.pace = pace;
        this.clock = clock;
        this.window = new Semaphore(config.sending().window());
        this.most = config.sending().window() + config.sending().queue();
        this.places = new Semaphore(most);
        this.writer = Thread.ofVirtual().name("smpp-" + name).unstarted(this::write);
    }

    static SmppLink open(
            String name, SmppSession session, SmppConfig config, SmppFailures failures, Pace pace, Clock clock) {
        SmppLink link = new SmppLink(name, session, config, failures, pace, clock);
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
        failQueueIfClosed();
        return true;
    }

    private void write() {
        try {
            while (!closed) {
                Submission message = queue.takeFirst();
                try {
                    awaitTurn();
                    submit(message);
                } catch (InterruptedException closing) {
                    queue.addFirst(message);
                    throw closing;
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        failQueueIfClosed();
    }

    private void awaitTurn() throws InterruptedException {
        window.acquire();
        try {
            for (long wait = pace.take(System.nanoTime()); wait > 0; wait = pace.take(System.nanoTime())) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        } catch (InterruptedException closing) {
            window.release();
            throw closing;
        }
    }

    private void submit(Submission message) {
        var unused = submitted(message).whenComplete((answer, failure) -> {
            window.release();
            settle(message, answer, failure);
        });
    }

    private CompletableFuture<Answer> submitted(Submission message) {
        Instant now = clock.instant();
        Instant expiresAt = message.expiresAt();
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return CompletableFuture.failedFuture(SmppFailures.expired());
        }
        String validity = expiresAt == null ? null : config.validity().write(expiresAt, now);
        return session.submit(message.next(), message.source(), message.destination(), validity);
    }

    private void settle(Submission message, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            refused(message, failure instanceof CarrierFailure known ? known : SmppFailures.noAnswer(failure));
        } else if (answer.status() != SmppFailures.ESME_ROK) {
            refused(message, failures.of(answer.status()));
        } else if (message.partTaken(ids.ofAnswer(answer.messageId()))) {
            continueWith(message);
        } else {
            places.release();
        }
    }

    private void refused(Submission message, CarrierFailure failure) {
        if (failure.kind() == Kind.THROTTLED) {
            pace.pause(config.throttlePause(), System.nanoTime());
        }
        if (message.mayRetry(failure)) {
            pace.pause(config.throttlePause(), System.nanoTime());
            continueWith(message);
        } else {
            places.release();
            message.fail(failure);
        }
    }

    /** What was begun goes before what was not. */
    private void continueWith(Submission message) {
        queue.addFirst(message);
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
        places.release();
        message.fail(SmppFailures.noLink());
    }

    /** Takes nothing more, and gives back what has not been begun. Returns when all else is answered, or time is up. */
    void drain(Duration within) throws InterruptedException {
        draining = true;
        for (Submission message : queue) {
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
