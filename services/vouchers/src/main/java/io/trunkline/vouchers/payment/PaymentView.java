package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A payment, as its payer and operators see it. */
public record PaymentView(
        UUID id,
        UUID account,
        Money amount,

        @Schema(examples = "sberbank") String provider,

        @Schema(description = "What it is for", examples = "credit")
        String purpose,

        @Schema(
                description =
                        "`created`: the provider may know it, or not. `pending`: it waits for the payer. `failed`: refused, "
                                + "given up, or not paid in time. `disputed`: the provider has another amount, and an operator has to look",
                enumeration = {"created", "pending", "succeeded", "failed", "disputed"})
        String state,

        @Schema(description = "Where the payer pays, while it is pending", examples = "https://pay.example/7f3a")
        @Nullable
        String page,

        @Schema(description = "Why it failed, or what is in dispute: a code", examples = "expired") @Nullable
        String reason,

        @Schema(
                description = "By it the provider knows the payment: its order number",
                examples = "0199e3a05d3c7b0a9c1e0d6f4b1a2c3d")
        String number,

        @Schema(description = "The provider's own id") @Nullable
        String reference,

        @Schema(description = "What of it has gone back") Money refunded,
        Instant createdAt,

        @Schema(description = "Until then it can be paid") Instant expiresAt,
        @Nullable Instant succeededAt) {

    public static PaymentView of(Payment payment) {
        return new PaymentView(
                payment.id(),
                payment.account(),
                payment.amount(),
                payment.provider(),
                payment.purpose(),
                payment.state().text(),
                payment.state() == Payment.State.PENDING ? payment.page() : null,
                payment.reason(),
                payment.number(),
                payment.reference(),
                payment.refunded(),
                payment.createdAt(),
                payment.expiresAt(),
                payment.succeededAt());
    }
}
