package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import io.trunkline.vouchers.ledger.Booked;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was charged for what was used. */
record CaptureView(
        UUID id,

        @Schema(description = "What was charged: what was asked for, or what there was")
        Money amount,

        @Schema(description = "What could not be charged") Money uncollected,

        @Schema(description = "What the account has after it")
        Money balance,

        @Schema(description = "What of that is not held") Money available) {

    static CaptureView of(Booked booked, Money asked) {
        Money uncollected = new Money(asked.minor() - booked.amount().minor(), asked.currency());
        return new CaptureView(booked.id(), booked.amount(), uncollected, booked.balance(), booked.available());
    }
}
