package io.trunkline.smsproxy.carrier.smpp;

import java.time.Duration;

/** When a link may send its next part: a token bucket, as the one moment from which on there is a token. */
final class Pace {

    /** Tokens of this time are kept, so that a thread that wakes late loses none. */
    private static final long KEPT_NANOS = Duration.ofMillis(5).toNanos();

    private final long nanosPerPart;
    private long next;

    /** @param now in nanoseconds from anywhere, like every other moment here */
    Pace(double partsPerSecond, long now) {
        nanosPerPart = partsPerSecond > 0 ? (long) (1e9 / partsPerSecond) : 0;
        next = now;
    }

    /** Takes a token and returns 0, or returns how many nanoseconds are left until there is one. */
    synchronized long take(long now) {
        long turn = later(next, now - KEPT_NANOS);
        if (turn - now > 0) {
            return turn - now;
        }
        next = turn + nanosPerPart;
        return 0;
    }

    /** No part goes out before the pause is over. */
    synchronized void pause(Duration pause, long now) {
        next = later(next, now + pause.toNanos());
    }

    /** Moments may overflow: only their distance counts. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
