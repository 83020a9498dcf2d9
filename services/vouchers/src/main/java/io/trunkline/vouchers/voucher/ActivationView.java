package io.trunkline.vouchers.voucher;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A used voucher. */
record ActivationView(
        UUID voucherId,

        @Schema(description = "What the voucher was worth") Money credit,

        @Schema(description = "What the account has in this currency now")
        Money balance,

        Instant activatedAt) {

    static ActivationView of(Activation activation) {
        return new ActivationView(activation.voucherId(), activation.credit(), activation.balance(), activation.at());
    }
}
