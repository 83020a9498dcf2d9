package io.trunkline.vouchers.contract;

import io.trunkline.events.Money;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a contract's statement. */
record ContractEntryView(
        @Schema(examples = "0199e3a0-5d3c-7b0a-9c1e-0d6f4b1a2c3d")
        String id,

        @Schema(description = "What sort of change", examples = "payment")
        String kind,

        @Schema(description = "Positive if it was added to the balance")
        Money amount,

        @Schema(description = "The balance after it") Money balance,
        Instant bookedAt) {

    static ContractEntryView of(ContractEntry entry) {
        return new ContractEntryView(entry.id(), entry.kind(), entry.amount(), entry.balance(), entry.bookedAt());
    }
}
