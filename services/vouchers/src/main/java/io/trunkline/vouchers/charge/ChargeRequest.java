package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Credit to be taken. */
record ChargeRequest(
        @Schema(description = "Whose credit") @NotNull UUID account,
        @Schema(description = "More than nothing") @NotNull Money amount,

        @Schema(description = "Yours, by which a repeat is known: it charges nothing", examples = "order-4711")
        @NotBlank
        @Size(max = 128)
        @Pattern(regexp = References.FORM)
        String reference) {}
