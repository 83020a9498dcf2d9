package io.trunkline.vouchers.voucher;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A used voucher. */
record ActivationView(
        UUID voucherId,

        @Schema(description = "What the voucher was worth") Money credit,

        @Schema(description = "What the account has in this currency now")
        Money balance,

        @Schema(description = "What is left of the credit then is lost; absent if it does not end") @Nullable
        Instant creditExpiresAt,

        Instant activatedAt) {

    static ActivationView of(Activation activation) {
        return new ActivationView(
                activation.voucherId(),
                activation.credit(),
                activation.balance(),
                activation.creditExpiresAt(),
                activation.at());
    }
}
