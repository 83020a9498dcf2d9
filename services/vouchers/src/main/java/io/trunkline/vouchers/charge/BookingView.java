package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import io.trunkline.vouchers.ledger.Booked;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What has been booked, or is held. */
record BookingView(
        @Schema(description = "Of the entry in the journal, or of the hold; of a repeat, that of the first")
        UUID id,

        @Schema(
                description =
                        "What was taken, or added, or is held all in all; a hold may get less, if that was allowed")
        Money amount,

        @Schema(description = "What the account has after it")
        Money balance,

        @Schema(description = "What of that is not held") Money available) {

    static BookingView of(Booked booked) {
        return new BookingView(booked.id(), booked.amount(), booked.balance(), booked.available());
    }
}
