package io.trunkline.vouchers.voucher;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody enters a code. */
record ActivationRequest(
        @NotNull
        @Size(max = 64)
        @Schema(
                description = "As it stands on the voucher; case, spaces and dashes do not matter",
                examples = "7M2K-90XD-QRTB-44VF-1ZHW")
        String code) {

    /** The code is money: it does not get into a log by way of its request. */
    @Override
    public String toString() {
        return "ActivationRequest[hidden]";
    }
}
