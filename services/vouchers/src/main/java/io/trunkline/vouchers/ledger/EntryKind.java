package io.trunkline.vouchers.ledger;

import java.util.Locale;

/**
 * What sort of change an entry books, and which account of the house stands on its other side. Activations of vouchers have one
 * more, which the statement that books them writes by itself.
 */
public enum EntryKind {
    PAYMENT("payments"),
    CHARGE("revenue"),
    CALL("revenue"),
    MESSAGE("revenue"),
    ADJUSTMENT("adjustments"),
    EXPIRY("expired-credit"),
    /** A payment that goes back. */
    REFUND("payments");

    private final String house;

    EntryKind(String house) {
        this.house = house;
    }

    /** The other side, such as {@code house:revenue}. */
    public String contra() {
        return "house:" + house;
    }

    /** How it stands in the journal: {@code adjustment}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
