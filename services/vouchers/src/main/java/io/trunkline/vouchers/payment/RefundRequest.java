package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to go back to the payer. */
record RefundRequest(
        @Schema(description = "All that has not gone back yet, if absent") @Nullable
        Money amount,

        @Schema(description = "Why", examples = "Paid twice, ticket 4711") @NotBlank @Size(max = 500)
        String reason) {}
