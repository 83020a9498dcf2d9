package io.trunkline.vouchers.rating;

import java.util.Locale;

/** How far away a destination is, and what sort of telephone is there. */
public enum DestinationKind {
    LOCAL_MOBILE,
    LOCAL_LANDLINE,
    NATIONAL_MOBILE,
    NATIONAL_LANDLINE,
    INTERNATIONAL_MOBILE,
    INTERNATIONAL_LANDLINE,
    /** Emergency, freephone, premium, satellite: what is none of the others. */
    SPECIAL;

    /** {@code national-mobile}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
