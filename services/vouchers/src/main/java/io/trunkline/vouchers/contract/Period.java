package io.trunkline.vouchers.contract;

import io.trunkline.kit.problem.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time for which a statement is asked.
 *
 * @param from the first moment of it
 * @param to the first moment after it
 */
public record Period(Instant from, Instant to) {

    /** A leap year, and the hours by which clocks may differ. */
    private static final Duration LONGEST = Duration.ofDays(367);

    private static final Duration USUAL = Duration.ofDays(31);
    /** Before this nobody of us has booked anything; beyond it no calendar here goes. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * Reads {@code from} and {@code to} of a query: without an end up to now, without a beginning a month before the end.
     *
     * @throws Refused 400 if they are no moments, in the wrong order, or more than a year apart
     */
    static Period of(@Nullable String from, @Nullable String to, Instant now) {
        Instant end = to == null ? now : moment("to", to);
        Instant start = from == null ? end.minus(USUAL) : moment("from", from);
        if (!start.isBefore(end)) {
            throw Refused.invalid("from", "must be before the end of the period");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw Refused.invalid("from", "must not be more than a year before the end of the period");
        }
        return new Period(start, end);
    }

    private static Instant moment(String field, String text) {
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
                return moment;
            }
        } catch (DateTimeException unreadable) {
            throw Refused.invalid(field, "must be a moment such as 2027-01-01T00:00:00Z");
        }
        throw Refused.invalid(field, "must be between the years 2000 and 2200");
    }
}
