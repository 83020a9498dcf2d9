package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The submit_sm of one session that have no answer yet. */
final class InFlight {

    /** A submit_sm_resp, or a generic_nack in its place: SMPP 3.4 §4.4.2, §4.3.1. */
    record Answer(int status, String messageId) {}

    private final Map<Integer, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Fails with {@link CarrierFailure} if no answer comes in time, or the link ends before it. */
    CompletableFuture<Answer> expect(int sequence, Duration within) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(sequence, answer);
        CompletableFuture<Answer> result = answer.orTimeout(within.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((given, failure) -> waiting.remove(sequence))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof CarrierFailure known ? known : SmppFailures.noAnswer(failure)));
        if (closed) {
            lose();
        }
        return result;
    }

    /** False if nothing waits for it. */
    boolean answer(int sequence, int status, String messageId) {
        CompletableFuture<Answer> answer = waiting.get(sequence);
        return answer != null && answer.complete(new Answer(status, messageId));
    }

    /** It has certainly not been sent. */
    void refuse(int sequence, CarrierFailure failure) {
        CompletableFuture<Answer> answer = waiting.get(sequence);
        if (answer != null) {
            answer.completeExceptionally(failure);
        }
    }

    /** Nothing that was not answered by now ever will be, and nobody can tell what became of it. */
    void close() {
        closed = true;
        lose();
    }

    private void lose() {
        waiting.values().forEach(answer -> answer.completeExceptionally(SmppFailures.linkLost(null)));
    }

    int size() {
        return waiting.size();
    }
}
