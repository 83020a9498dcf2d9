package io.trunkline.vouchers.rating;

import java.util.Locale;

/** Whether a destination can be reached, and whether that costs anything. */
public enum Access {
    CHARGED,
    FREE,
    BLOCKED;

    /** {@code charged}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
