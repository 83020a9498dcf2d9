package io.trunkline.vouchers.voucher;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why something is made worthless. */
public record VoidRequest(
        @NotNull
        @Size(max = 200)
        @Pattern(regexp = "[^\\s\\p{Cntrl}][^\\p{Cntrl}]*", message = "must be a text without control characters")
        @Schema(description = "For those who ask later", examples = "The list was lost on its way")
        String reason) {}
