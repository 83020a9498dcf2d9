package io.trunkline.vouchers.guard;

import io.trunkline.events.Money;
import io.trunkline.vouchers.ledger.Booking;
import io.trunkline.vouchers.rating.Tariff;
import java.time.Duration;
import java.time.Instant;

/**
 * The next piece of a call's time, to be paid ahead.
 *
 * @param tariff that its account pays by
 * @param seconds from the beginning of the call to the end of the slice
 * @param price of all these seconds
 */
record Slice(CallInProgress call, Tariff tariff, Terms terms, long seconds, Money price) {

    /** A call whose credit ends may get more of it: by a voucher, or by another call that ends early. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    boolean isFree() {
        return price.minor() == 0;
    }

    Booking.Hold hold(Instant now) {
        Instant latest = paidUntil().isAfter(now) ? paidUntil() : now;
        return new Booking.Hold(call.hold(), call.account(), price, call.source(), latest.plus(terms.patience()), true);
    }

    /** All of it is held. */
    CallInProgress goingOn() {
        boolean isLast = !paidUntil().isBefore(terms.lastOf(call));
        Instant due = isLast ? terms.lastOf(call) : paidUntil().minus(terms.ahead());
        return call.paid(paidUntil(), price.currency(), null, due);
    }

    /** What is held pays for no more than so many seconds. */
    CallInProgress ending(long paid, Instant now) {
        Instant end = call.answeredAt().plusSeconds(paid);
        Instant due = end.isAfter(now) ? now.plus(LOOK_AGAIN) : terms.lastOf(call);
        return call.paid(end, price.currency(), end, due);
    }

    private Instant paidUntil() {
        return call.answeredAt().plusSeconds(seconds);
    }
}
