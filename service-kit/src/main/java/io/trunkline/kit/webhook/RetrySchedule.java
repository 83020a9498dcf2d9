package io.trunkline.kit.webhook;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** When the next attempt is made: after ever longer pauses, a quarter more or less, so that many do not come back at once. */
record RetrySchedule(Duration first, Duration longest, DoubleSupplier random) {

    /** More doublings than any pause needs, and fewer than a long can hold. */
    private static final int MOST_DOUBLINGS = 30;

    private static final double JITTER = 0.25;

    /** @param attempts how many have failed, at least one */
    Duration pauseAfter(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS);
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofMillis((long) (Math.min(doubled, longest.toMillis()) * factor));
    }
}
