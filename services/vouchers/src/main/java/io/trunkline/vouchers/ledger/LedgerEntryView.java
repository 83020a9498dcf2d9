package io.trunkline.vouchers.ledger;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line of an account's statement. */
record LedgerEntryView(
        UUID id,

        @Schema(description = "What sort of change", examples = "voucher-activation")
        String kind,

        @Schema(
                description = "What caused it; no two entries have the same",
                examples = "voucher:0199e3a0-5d3c-7b0a-9c1e-0d6f4b1a2c3d")
        String source,

        @Schema(description = "Positive if it was added to the balance")
        Money amount,

        @Schema(description = "The balance after it") Money balance,

        @Schema(description = "Why it was booked by hand; absent if it was not", examples = "Goodwill for the outage")
        @Nullable
        String note,

        Instant bookedAt) {

    static LedgerEntryView of(LedgerEntry entry) {
        return new LedgerEntryView(
                entry.id(),
                entry.kind(),
                entry.source(),
                entry.amount(),
                entry.balance(),
                entry.note(),
                entry.bookedAt());
    }
}
