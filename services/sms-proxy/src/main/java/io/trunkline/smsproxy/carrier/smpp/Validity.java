package io.trunkline.smsproxy.carrier.smpp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a centre is told when a message is not worth sending any more: validity_period, SMPP 3.4 §7.1.1. */
public enum Validity {
    /** From when the centre gets it, so its clock does not matter. */
    RELATIVE {
        @Override
        String write(Instant expiresAt, Instant now) {
            Duration left = roundedUp(Duration.between(now, expiresAt));
            Duration period = left.compareTo(LONGEST) > 0 ? LONGEST : left;
            return "0000%02d%02d%02d%02d000R"
                    .formatted(period.toDays(), period.toHoursPart(), period.toMinutesPart(), period.toSecondsPart());
        }
    },
    /** A moment, in UTC. */
    ABSOLUTE {
        @Override
        String write(Instant expiresAt, Instant now) {
            return MOMENT.format(expiresAt) + "000+";
        }
    },
    /** Not at all: the centre keeps to its own limit. */
    NONE {
        @Override
        @Nullable
        String write(Instant expiresAt, Instant now) {
            return null;
        }
    };

    /** Longer periods need months, whose length is the centre's secret. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The field's value for a moment that is still to come; null for an empty one. */
    abstract @Nullable String write(Instant expiresAt, Instant now);

    private static Duration roundedUp(Duration left) {
        return Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds());
    }
}
