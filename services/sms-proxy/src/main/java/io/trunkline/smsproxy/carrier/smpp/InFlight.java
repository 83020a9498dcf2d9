package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The submit_sm of one session that have no answer yet. */
final class InFlight {

    /** What became of a submit_sm. */
    sealed interface Outcome {}

    /** A submit_sm_resp, or a generic_nack in its place: SMPP 3.4 §4.4.2, §4.3.1. */
    record Answer(int status, String messageId) implements Outcome {}

    /** There is no answer, and there will be none. */
    record NoAnswer(CarrierFailure failure) implements Outcome {}

    private final Map<Integer, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Never fails. Without an answer in time, or before the link ends, it completes with {@link NoAnswer}. */
    CompletableFuture<Outcome> expect(int sequence, Duration within) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        waiting.put(sequence, outcome);
        var unused = outcome.completeOnTimeout(
                        new NoAnswer(SmppFailures.noAnswer()), within.toNanos(), TimeUnit.NANOSECONDS)
                .thenRun(() -> waiting.remove(sequence));
        if (closed) {
            lose();
        }
        return outcome;
    }

    /** What nobody waits for is passed over: it comes too late. */
    void complete(int sequence, Outcome outcome) {
        CompletableFuture<Outcome> waiter = waiting.get(sequence);
        if (waiter != null) {
            waiter.complete(outcome);
        }
    }

    /** Nothing that was not answered by now ever will be, and nobody can tell what became of it. */
    void close() {
        closed = true;
        lose();
    }

    private void lose() {
        waiting.values().forEach(waiter -> waiter.complete(new NoAnswer(SmppFailures.linkLost())));
    }

    int size() {
        return waiting.size();
    }
}
