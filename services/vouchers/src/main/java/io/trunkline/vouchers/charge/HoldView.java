package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import io.trunkline.vouchers.ledger.Booked;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Credit that is held. */
record HoldView(
        UUID id,

        @Schema(description = "What is held; may be less than was asked for, if that was allowed")
        Money amount,

        @Schema(description = "What the account has") Money balance,
        @Schema(description = "What of that is not held") Money available) {

    static HoldView of(Booked booked) {
        return new HoldView(booked.id(), booked.amount(), booked.balance(), booked.available());
    }
}
