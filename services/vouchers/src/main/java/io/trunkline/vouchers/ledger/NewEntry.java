package io.trunkline.vouchers.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is to be written.
 *
 * @param amount positive if it was added
 */
record NewEntry(
        UUID id,
        Account account,
        EntryKind kind,
        String source,
        long amount,
        long balanceAfter,
        @Nullable String note,
        @Nullable UUID by) {}
