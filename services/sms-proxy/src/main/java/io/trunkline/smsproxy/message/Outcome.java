package io.trunkline.smsproxy.message;

import io.trunkline.events.smsproxy.MessageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has come of an attempt.
 *
 * @param state where the message stands now
 * @param carrier who is to take it, or has
 * @param fallbacks who may be asked after that
 * @param attempts at that carrier so far
 * @param inDoubt whether this attempt may have reached the recipient without our knowing
 * @param dueAt not to be tried before
 * @param optedOut whether the recipient has told the carrier to stop: nothing more of the owner's is sent there
 * @param partIds the carrier's names for the parts it has taken; none if it has not
 * @param event what the others are told; null for nothing
 */
record Outcome(
        QueuedMessage message,
        String state,
        String carrier,
        List<String> fallbacks,
        int attempts,
        boolean inDoubt,
        Instant dueAt,
        @Nullable String errorCode,
        boolean optedOut,
        List<String> partIds,
        @Nullable MessageEvent event,
        Instant at) {

    static Outcome sent(QueuedMessage message, List<String> partIds, Instant at) {
        return of(
                message,
                "sent",
                null,
                partIds,
                at,
                new MessageEvent.Sent(
                        message.id(),
                        message.owner(),
                        message.session(),
                        message.recipient(),
                        message.carrier(),
                        partIds.size(),
                        message.inDoubt(),
                        at));
    }

    /** @param state failed, rejected or expired */
    static Outcome failed(QueuedMessage message, String state, String code, Instant at) {
        return of(
                message,
                state,
                code,
                List.of(),
                at,
                new MessageEvent.Failed(message.id(), message.owner(), message.session(), code, at));
    }

    /** The same, and whatever else is sent there would fail as well. */
    Outcome withOptOut() {
        return new Outcome(
                message, state, carrier, fallbacks, attempts, inDoubt, dueAt, errorCode, true, partIds, event, at);
    }

    /** Kept back until a receipt settles it. */
    static Outcome inDoubt(QueuedMessage message, String code, Instant at) {
        return open(message, "in-doubt", message.attempts(), true, at, code, at);
    }

    /** Another attempt at the same carrier. */
    static Outcome again(QueuedMessage message, boolean inDoubt, String code, Duration pause, Instant at) {
        return open(message, "queued", message.attempts(), inDoubt, at.plus(pause), code, at);
    }

    /** Back into the queue, as if it had not been taken from there. */
    static Outcome untried(QueuedMessage message, Instant at) {
        return open(message, "queued", message.attempts() - 1, false, at, null, at);
    }

    /** The next carrier's turn. */
    static Outcome elsewhere(QueuedMessage message, boolean inDoubt, String code, Instant at) {
        List<String> fallbacks = message.fallbacks();
        List<String> others = fallbacks.subList(1, fallbacks.size());
        return new Outcome(
                message, "queued", fallbacks.getFirst(), others, 0, inDoubt, at, code, false, List.of(), null, at);
    }

    /** Not taken by its carrier, and not given up. */
    private static Outcome open(
            QueuedMessage message,
            String state,
            int attempts,
            boolean inDoubt,
            Instant dueAt,
            @Nullable String code,
            Instant at) {
        return new Outcome(
                message,
                state,
                message.carrier(),
                message.fallbacks(),
                attempts,
                inDoubt,
                dueAt,
                code,
                false,
                List.of(),
                null,
                at);
    }

    private static Outcome of(
            QueuedMessage message,
            String state,
            @Nullable String code,
            List<String> partIds,
            Instant at,
            MessageEvent event) {
        return new Outcome(
                message,
                state,
                message.carrier(),
                message.fallbacks(),
                message.attempts(),
                false,
                at,
                code,
                false,
                partIds,
                event,
                at);
    }
}
