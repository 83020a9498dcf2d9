package io.trunkline.smsproxy.message;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import java.time.Duration;
import java.time.Instant;

/** What follows from a failure. */
class RetryPolicy {

    private final DispatchConfig config;
    private final boolean resendsInDoubt;

    RetryPolicy(DispatchConfig config, boolean resendsInDoubt) {
        this.config = config;
        this.resendsInDoubt = resendsInDoubt;
    }

    Outcome after(CarrierFailure failure, QueuedMessage message, Instant now) {
        return switch (failure.kind()) {
            case REJECTED -> Outcome.failed(message, "rejected", failure.code(), now);
            case OPTED_OUT ->
                Outcome.failed(message, "rejected", failure.code(), now).withOptOut();
            case THROTTLED -> Outcome.untried(message, now);
            case BUSY -> again(message, false, failure, now);
            case UNKNOWN ->
                resendsInDoubt ? again(message, true, failure, now) : Outcome.inDoubt(message, failure.code(), now);
        };
    }

    private Outcome again(QueuedMessage message, boolean inDoubt, CarrierFailure failure, Instant now) {
        boolean last = message.fallbacks().isEmpty();
        int most = last ? config.mostAttempts() : config.attemptsBeforeFallback();
        if (message.attempts() < most) {
            return Outcome.again(message, inDoubt, failure.code(), pause(message.attempts(), failure), now);
        }
        return last
                ? Outcome.failed(message, "failed", failure.code(), now)
                : Outcome.elsewhere(message, inDoubt, failure.code(), now);
    }

    private Duration pause(int attempts, CarrierFailure failure) {
        Duration asked = failure.pause();
        return asked == null ? doubled(config.firstPause(), attempts - 1, config.longestPause()) : asked;
    }

    /** The pause of a whole account that has been throttled that many times in a row. */
    Duration throttlePause(int times, CarrierFailure failure) {
        Duration asked = failure.pause();
        return asked == null ? doubled(config.firstThrottlePause(), times - 1, config.longestPause()) : asked;
    }

    private static Duration doubled(Duration first, int times, Duration most) {
        Duration pause = first.multipliedBy(1L << Math.clamp(times, 0, 20));
        return pause.compareTo(most) > 0 ? most : pause;
    }
}
