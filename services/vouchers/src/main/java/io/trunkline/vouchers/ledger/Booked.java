package io.trunkline.vouchers.ledger;

import io.trunkline.events.Money;
import java.util.UUID;

/**
 * What has become of a booking.
 *
 * @param id of the entry or the hold; of the first one, for a repeat
 * @param amount what was added, taken, or is held; may be less than was asked where that is allowed
 * @param balance after it
 * @param available what of the balance is not held
 */
public record Booked(UUID id, Outcome outcome, Money amount, Money balance, Money available) {

    /** How it went. */
    public enum Outcome {
        DONE,
        /** It had been booked before; nothing was changed now. */
        REPEATED,
        /** Nothing was changed: there is not enough. */
        INSUFFICIENT,
        /** Nothing was changed: there is no such hold or lot, or it is settled. */
        NOTHING_THERE,
        /** Nothing was changed: the balance would be more than can be counted. */
        TOO_MUCH
    }
}
