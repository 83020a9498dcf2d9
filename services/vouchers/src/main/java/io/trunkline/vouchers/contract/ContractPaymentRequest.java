package io.trunkline.vouchers.contract;

import io.trunkline.events.Money;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment for a contract. */
record ContractPaymentRequest(
        @Schema(description = "More than nothing, in the contract's currency") @NotNull
        Money amount) {}
