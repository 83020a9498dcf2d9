package io.trunkline.vouchers.ledger;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a balance.
 *
 * @param kind what sort of change, such as {@code voucher-activation}
 * @param source what caused it, such as {@code voucher:<id>}; no two entries have the same
 * @param amount positive if it was added
 * @param balance after the change
 * @param note why it was booked by hand; null if it was not
 */
public record LedgerEntry(
        UUID id,
        String kind,
        String source,
        Money amount,
        Money balance,
        @Nullable String note,
        Instant bookedAt) {}
