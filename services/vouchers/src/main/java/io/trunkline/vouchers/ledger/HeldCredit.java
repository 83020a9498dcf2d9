package io.trunkline.vouchers.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Credit that is held. */
record HeldCredit(UUID id, String source, long amount, State state, Instant expiresAt) {

    /** Where a hold stands. */
    enum State {
        OPEN,
        /** It was used. */
        TAKEN,
        RELEASED,
        EXPIRED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    HeldCredit settled(State how) {
        return new HeldCredit(id, source, amount, how, expiresAt);
    }
}
