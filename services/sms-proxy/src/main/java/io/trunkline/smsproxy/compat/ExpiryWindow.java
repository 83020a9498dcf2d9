package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a session lasts. A negative one makes a session that is over when it begins, as in the original.
 *
 * @param length null for ever
 */
record ExpiryWindow(@Nullable Duration length) {

    private static final ExpiryWindow ENDLESS = new ExpiryWindow(null);
    private static final double MICROS_OF_A_MINUTE = 60_000_000;
    private static final double MINUTES_OF_A_YEAR = 365 * 24 * 60;
    /** The original knows the years 1 to 9999: this is about as far as that. */
    private static final double LONGEST = 7900 * MINUTES_OF_A_YEAR;

    private static final double LONGEST_BACK = 2000 * MINUTES_OF_A_YEAR;

    /** @throws CompatRefused if it says no length */
    static ExpiryWindow read(@Nullable JsonNode value) {
        if (value == null || isNothing(value)) {
            return ENDLESS;
        }
        double minutes = value.isBoolean() ? 1 : value.asDouble();
        if ((!value.isNumber() && !value.isBoolean()) || minutes > LONGEST || minutes < -LONGEST_BACK) {
            throw CompatRefused.invalid("Invalid argument: 'expiry_window' (number of minutes)");
        }
        return new ExpiryWindow(Duration.of(Math.round(minutes * MICROS_OF_A_MINUTE), ChronoUnit.MICROS));
    }

    /** What Python takes for false. */
    private static boolean isNothing(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> true;
            case BOOLEAN -> !value.booleanValue();
            case NUMBER -> value.doubleValue() == 0;
            case STRING -> value.textValue().isEmpty();
            case ARRAY, OBJECT -> value.isEmpty();
            case BINARY, POJO -> false;
        };
    }

    @Nullable
    Instant endAfter(Instant start) {
        return length == null ? null : start.plus(length);
    }

    /** What the session is known to last; null for ever, or not at all. */
    @Nullable
    Duration ttl() {
        return length == null || !length.isPositive() ? null : length;
    }
}
