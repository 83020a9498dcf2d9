package io.trunkline.kit.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The real time, ahead by as much as a test has moved it, or stopped. A service makes it a bean by a subclass. */
public class MovableClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;
    private volatile @Nullable Instant stopped;

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Stands still from now on, but for what it is moved. */
    public Instant stop() {
        stopped = Clock.systemUTC().instant();
        return instant();
    }

    public void reset() {
        ahead = Duration.ZERO;
        stopped = null;
    }

    @Override
    public Instant instant() {
        Instant base = stopped;
        return (base == null ? Clock.systemUTC().instant() : base).plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
