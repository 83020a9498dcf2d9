package io.trunkline.vouchers.compat;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the payer pays. */
record PayRegisterView(
        @Schema(description = "The provider's id of the payment")
        String orderId,

        @Schema(description = "The provider's page", examples = "https://bank.example/pay?id=1")
        String formUrl) {}
