package io.trunkline.vouchers.statement;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What has changed one balance of an account in a period, oldest first.
 *
 * @param closing the balance at the end of the period, or now
 */
record Statement(UUID account, Period period, Money closing, List<Line> lines) {

    /**
     * A change.
     *
     * @param kind such as {@code voucher-activation}
     * @param note why it was booked by hand; null if it was not
     * @param amount positive if it was added
     * @param balance after it
     */
    record Line(
            Instant bookedAt,
            String kind,
            String source,
            @Nullable String note,
            Money amount,
            Money balance) {}

    Money opening() {
        return money(closing.minor() - added().minor() + taken().minor());
    }

    Money added() {
        return sum(amount -> amount > 0);
    }

    /** As a positive amount. */
    Money taken() {
        return money(-sum(amount -> amount < 0).minor());
    }

    private Money sum(LongPredicate which) {
        return money(lines.stream()
                .mapToLong(line -> line.amount().minor())
                .filter(which)
                .sum());
    }

    private Money money(long minor) {
        return new Money(minor, closing.currency());
    }
}
