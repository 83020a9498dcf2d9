package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import io.trunkline.kit.problem.Refused;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the payer gets in writing. No fiscal receipt: that is what the provider's cash register is for. */
record ReceiptView(
        @Schema(description = "The payment's id") UUID number,

        @Schema(description = "Who was paid", examples = "Trunkline")
        String seller,

        Money amount,

        @Schema(description = "What of it has gone back since")
        Money refunded,

        Instant paidAt,

        @Schema(examples = "sberbank") String provider,

        @Schema(description = "The provider's own id") @Nullable
        String reference) {

    /** @throws Refused NOT_PAID */
    static ReceiptView of(Payment payment, String seller) {
        if (payment.succeededAt() == null) {
            throw new Refused(
                    PaymentProblem.NOT_PAID, "It is " + payment.state().text());
        }
        return new ReceiptView(
                payment.id(),
                seller,
                payment.amount(),
                payment.refunded(),
                payment.succeededAt(),
                payment.provider(),
                payment.reference());
    }
}
