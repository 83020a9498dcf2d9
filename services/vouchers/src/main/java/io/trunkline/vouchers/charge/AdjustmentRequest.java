package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Credit to be given or taken by hand. */
record AdjustmentRequest(
        @Schema(description = "Whose balance") @NotNull UUID account,

        @Schema(description = "Negative to take credit away") @NotNull
        Money amount,

        @Schema(description = "Why; it stays in the journal", examples = "Goodwill for ticket 4711")
        @NotBlank
        @Size(max = 500)
        String reason,

        @Schema(description = "Yours, by which a repeat is known", examples = "ticket-4711")
        @NotBlank
        @Size(max = 128)
        @Pattern(regexp = References.FORM)
        String reference,

        @Schema(description = "When what is left of it runs out; never if absent") @Nullable
        Instant expiresAt) {}
