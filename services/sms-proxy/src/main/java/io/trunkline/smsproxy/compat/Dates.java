package io.trunkline.smsproxy.compat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Dates as the original writes them: UTC without saying so, and without what is less than a second. */
final class Dates {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Dates() {}

    static String text(Instant date) {
        return FORM.format(date);
    }

    static @Nullable String textOrNull(@Nullable Instant date) {
        return date == null ? null : text(date);
    }
}
