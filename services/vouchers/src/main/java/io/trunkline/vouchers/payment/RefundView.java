package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A refund, as operators see it. */
record RefundView(
        UUID id,
        Money amount,

        @Schema(
                description = "`pending`: it is not known yet whether the provider has sent it back",
                enumeration = {"pending", "succeeded", "failed"})
        String state,

        String reason,

        @Schema(description = "Why it did not go back: a code", examples = "bank-5") @Nullable
        String failure,

        UUID requestedBy,
        Instant requestedAt,
        @Nullable Instant settledAt) {

    static RefundView of(Refund refund) {
        return new RefundView(
                refund.id(),
                refund.amount(),
                refund.state().text(),
                refund.reason(),
                refund.failure(),
                refund.requestedBy(),
                refund.requestedAt(),
                refund.settledAt());
    }
}
