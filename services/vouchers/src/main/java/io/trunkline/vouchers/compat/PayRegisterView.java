package io.trunkline.vouchers.compat;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where the payer pays. */
record PayRegisterView(
        @Schema(description = "The provider's id of the payment") @Nullable
        String orderId,

        @Schema(description = "The provider's page", examples = "https://bank.example/pay?id=1") @Nullable
        String formUrl) {}
