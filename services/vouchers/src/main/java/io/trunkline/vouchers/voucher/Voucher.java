package io.trunkline.vouchers.voucher;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A prepaid code as it stands at a moment.
 *
 * @param suffix the last four symbols of its code; null for those that were made before they were kept
 * @param credit what it was made for
 * @param remaining what is left of that: all before it is used, nothing after it was voided or has expired
 * @param activatedBy the account that has its credit; null if nobody has used it
 * @param creditExpiresAt when what is left after its use is lost; null for never, or if nobody has used it
 * @param voiding null unless an operator has made it worthless
 */
record Voucher(
        UUID id,
        UUID batchId,
        int serial,
        @Nullable String suffix,
        State state,
        Money credit,
        Money remaining,
        @Nullable Instant validFrom,
        Instant expiresAt,
        @Nullable UUID activatedBy,
        @Nullable Instant activatedAt,
        @Nullable Instant creditExpiresAt,
        @Nullable Voiding voiding) {

    enum State {
        /** Waits to be used. */
        GENERATED,
        /** Has been used, and some of its credit is left. */
        ACTIVE,
        /** Has been used up. */
        DEPLETED,
        /** Was not used in time, or its credit was not spent in time. */
        EXPIRED,
        /** Was made worthless before anybody used it. */
        VOIDED
    }

    /** Who has made it worthless, and why. */
    record Voiding(UUID by, Instant at, @Nullable String reason) {}
}
