package io.trunkline.vouchers.rating;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to reach the numbers that begin with a prefix.
 *
 * <p>A call is billed by units: the first lasts for the minimum, each further one for an increment. 60/60, 1/1 and 30/6 are
 * minimum and increment.
 *
 * @param destination its name, for people
 * @param setupFee once for each call that is answered
 * @param minimumSeconds 0 to 3600; with 0 the first unit is an increment
 * @param incrementSeconds 1 to 3600
 * @param perSegment of a message; null if no messages are sold to there
 * @param validFrom null if it holds from the beginning of its version
 * @param validUntil the first moment at which it does not hold any more; null if it holds as long as its version
 * @throws IllegalArgumentException out of these bounds, and for a price where there is nothing to pay
 */
public record Rate(
        String destination,
        DestinationKind kind,
        Access access,
        UnitPrice setupFee,
        UnitPrice perMinute,
        int minimumSeconds,
        int incrementSeconds,
        @Nullable UnitPrice perSegment,
        Band band,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil) {

    /** Of one prefix's rates that hold at the same time: hours of the week go before always, then the newer before the older. */
    static final Comparator<Rate> PRECEDENCE = Comparator.<Rate, Boolean>comparing(
                    rate -> rate.band.equals(Band.ALWAYS))
            .thenComparing(rate -> rate.validFrom == null ? Instant.MIN : rate.validFrom, Comparator.reverseOrder());

    private static final int LONGEST_UNIT = 3_600;

    public Rate {
        if (minimumSeconds < 0 || minimumSeconds > LONGEST_UNIT) {
            throw new IllegalArgumentException("The minimum must be from 0 to 3600 seconds");
        }
        if (incrementSeconds < 1 || incrementSeconds > LONGEST_UNIT) {
            throw new IllegalArgumentException("The increment must be from 1 to 3600 seconds");
        }
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("It must begin before it ends");
        }
        boolean costsNothing =
                setupFee.isNothing() && perMinute.isNothing() && (perSegment == null || perSegment.isNothing());
        if (access != Access.CHARGED && !costsNothing) {
            throw new IllegalArgumentException("What is free or blocked has no price");
        }
    }

    boolean isInForce(Instant at, LocalDateTime local) {
        return (validFrom == null || !at.isBefore(validFrom))
                && (validUntil == null || at.isBefore(validUntil))
                && band.contains(local);
    }

    /** The seconds of whole units that cover these. */
    long billed(long seconds, boolean atTheBeginning) {
        long first = atTheBeginning ? minimumSeconds : 0;
        long rest = Math.max(0, seconds - first);
        return first + Math.ceilDiv(rest, (long) incrementSeconds) * incrementSeconds;
    }
}
