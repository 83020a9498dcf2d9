package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import org.jspecify.annotations.Nullable;

/**
 * How a payment stands at its provider, in the provider's words.
 *
 * @param reference the provider's id
 * @param number our number, as the provider has it
 * @param amount what was paid
 * @param refunded what of it has gone back, in the smallest unit
 * @param page where the payer pays
 * @param reason why it was not paid: a code
 */
public record Standing(
        State state,
        @Nullable String reference,
        @Nullable String number,
        @Nullable Money amount,
        long refunded,
        @Nullable String page,
        @Nullable String reason) {

    /** What the provider says. */
    public enum State {
        /** It has no such payment. */
        UNKNOWN,
        /** It waits for the payer, or for a bank. */
        WAITING,
        /** It has the money, whatever has gone back since. */
        PAID,
        /** It will not get the money by this payment. */
        FAILED
    }

    public static Standing unknown() {
        return new Standing(State.UNKNOWN, null, null, null, 0, null, null);
    }

    public static Standing waiting(String reference, String number, @Nullable String page) {
        return new Standing(State.WAITING, reference, number, null, 0, page, null);
    }

    public static Standing paid(String reference, String number, @Nullable Money amount, long refunded) {
        return new Standing(State.PAID, reference, number, amount, refunded, null, null);
    }

    public static Standing failed(String reference, String number, String reason) {
        return new Standing(State.FAILED, reference, number, null, 0, null, reason);
    }

    String reasonOr(String other) {
        return reason == null ? other : reason;
    }
}
