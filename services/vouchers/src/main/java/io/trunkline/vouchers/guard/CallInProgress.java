package io.trunkline.vouchers.guard;

import io.trunkline.events.E164;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that has been answered and is not over.
 *
 * @param hold the credit that is held for it, or will be
 * @param currency of what is held; null while nothing is
 * @param paidUntil what is held pays for the call up to then
 * @param endsAt when its credit ends, as its carrier was told; null if it was told nothing, or that there is more
 * @param dueAt when to look at it again
 */
record CallInProgress(
        UUID id,
        UUID account,
        E164 number,
        Instant answeredAt,
        UUID hold,
        @Nullable Currency currency,
        Instant paidUntil,
        @Nullable Instant endsAt,
        Instant dueAt) {

    /** From the answer on, rounded up to a whole one. */
    long secondsUntil(Instant moment) {
        Duration time = Duration.between(answeredAt, moment);
        return time.isNegative() ? 0 : time.plusNanos(999_999_999).toSeconds();
    }

    boolean isHeldInOtherThan(Currency money) {
        return currency != null && !currency.equals(money);
    }

    /** Of the hold. */
    String source() {
        return "call:" + id + "/" + hold;
    }

    CallInProgress paid(Instant until, Currency by, @Nullable Instant end, Instant due) {
        return new CallInProgress(id, account, number, answeredAt, hold, by, until, end, due);
    }

    /** Nothing is held for it any more: it gets another hold, at once. */
    CallInProgress heldBy(UUID other, Instant now) {
        return new CallInProgress(id, account, number, answeredAt, other, null, answeredAt, endsAt, now);
    }

    CallInProgress dueAt(Instant due) {
        return new CallInProgress(id, account, number, answeredAt, hold, currency, paidUntil, endsAt, due);
    }
}
