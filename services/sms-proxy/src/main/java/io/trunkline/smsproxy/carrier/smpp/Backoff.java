package io.trunkline.smsproxy.carrier.smpp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double up to a limit; each is shortened by up to a half, so that clients of one centre do not meet. */
final class Backoff {

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
        this.next = first;
    }

    Duration pause() {
        long full = next.toNanos();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(most) > 0 ? most : doubled;
        return Duration.ofNanos(full - (long) (random.nextDouble() * full / 2));
    }

    void reset() {
        next = first;
    }
}
