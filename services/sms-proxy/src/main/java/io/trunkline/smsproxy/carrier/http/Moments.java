package io.trunkline.smsproxy.carrier.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** When something happened, by the carrier's clock if it can be read: it is told, and decides nothing. */
public final class Moments {

    private static final DateTimeFormatter WITHOUT_ZONE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Moments() {}

    /** ISO 8601 with an offset. */
    public static Instant isoOr(@Nullable String text, Instant otherwise) {
        try {
            return text == null
                    ? otherwise
                    : believable(OffsetDateTime.parse(text).toInstant(), otherwise);
        } catch (DateTimeException unreadable) {
            return otherwise;
        }
    }

    /** A date and a time in UTC with a space between them. */
    public static Instant utcOr(@Nullable String text, Instant otherwise) {
        try {
            return text == null
                    ? otherwise
                    : believable(LocalDateTime.parse(text, WITHOUT_ZONE).toInstant(ZoneOffset.UTC), otherwise);
        } catch (DateTimeException unreadable) {
            return otherwise;
        }
    }

    /** No database takes every moment that can be written. */
    private static Instant believable(Instant told, Instant otherwise) {
        return told.isBefore(EARLIEST) || told.isAfter(LATEST) ? otherwise : told;
    }
}
