package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that goes back to the payer: all of a payment, or a part.
 *
 * @param reason why, in the operator's words
 * @param failure why it did not go back: a code; null unless it failed
 */
public record Refund(
        UUID id,
        UUID payment,
        Money amount,
        State state,
        String reason,
        @Nullable String failure,
        UUID requestedBy,
        Instant requestedAt,
        @Nullable Instant settledAt) {

    /** Where a refund stands. */
    public enum State {
        /** Set aside here; whether the provider has sent it back is not known yet. */
        PENDING,
        SUCCEEDED,
        FAILED;

        /** As it is stored and shown: {@code succeeded}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** By it providers know the refund. */
    public String number() {
        return id.toString().replace("-", "");
    }

    Refund succeeded(Instant now) {
        return new Refund(id, payment, amount, State.SUCCEEDED, reason, null, requestedBy, requestedAt, now);
    }

    Refund failed(String why, Instant now) {
        return new Refund(id, payment, amount, State.FAILED, reason, why, requestedBy, requestedAt, now);
    }
}
