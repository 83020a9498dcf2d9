package io.trunkline.vouchers.payment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a telephone's wallet has given out. */
record WalletRequest(
        @Schema(description = "The token of Google Pay, in base64", examples = "eyJzaWduYXR1cmUiOiJNRVVDSVFD...")
        @NotBlank
        @Size(max = 16_384)
        @Pattern(regexp = "[A-Za-z0-9+/_-]*={0,2}")
        String token) {

    /** Without the token. */
    @Override
    public String toString() {
        return "WalletRequest[***]";
    }
}
