package io.trunkline.vouchers.statement;

import io.trunkline.kit.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Whole days by the clock of a zone.
 *
 * @param first and {@code last} belong to it
 */
record Period(LocalDate first, LocalDate last, ZoneId zone) {

    private static final int MOST_DAYS = 366;

    /** @throws Refused 400 for what is no period of at most a leap year */
    static Period of(String from, String to, String zone) {
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        if (last.isBefore(first)) {
            throw Refused.invalid("to", "must not be before the first day");
        }
        if (!last.isBefore(first.plusDays(MOST_DAYS))) {
            throw Refused.invalid("to", "must be at most " + MOST_DAYS + " days with the first one");
        }
        return new Period(first, last, zone(zone));
    }

    Instant start() {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it. */
    Instant end() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1970 || day.getYear() > 9998) {
                throw Refused.invalid(field, "is out of range");
            }
            return day;
        } catch (DateTimeException other) {
            throw Refused.invalid(field, "must be a day such as 2026-11-30");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException other) {
            throw Refused.invalid("zone", "must be a time zone such as Europe/Madrid");
        }
    }
}
