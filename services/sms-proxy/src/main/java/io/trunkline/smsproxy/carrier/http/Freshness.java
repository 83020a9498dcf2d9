package io.trunkline.smsproxy.carrier.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How old a signed request may be, and how far ahead its clock: whatever is older may be a recording. */
public record Freshness(Clock clock, Duration tolerance) {

    public boolean isFresh(Instant signedAt) {
        return Duration.between(signedAt, clock.instant()).abs().compareTo(tolerance) <= 0;
    }

    /** Seconds since 1970. */
    public boolean isFresh(@Nullable String unixTime) {
        return unixTime != null
                && unixTime.matches("[0-9]{1,12}")
                && isFresh(Instant.ofEpochSecond(Long.parseLong(unixTime)));
    }
}
