package io.trunkline.local.process;

import java.time.Duration;

/**
 * How long to wait before a crashed program is started again: a second at first, twice as long after each further crash
 * up to half a minute, and a second again once it has run for a minute.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** The delay after a crash of a program that had run for {@code lifetime}. */
    Duration after(Duration lifetime) {
        if (lifetime.compareTo(STABLE) >= 0) {
            next = FIRST;
        }
        Duration delay = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return delay;
    }
}
