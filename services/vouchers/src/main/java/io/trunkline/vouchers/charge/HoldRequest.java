package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** Credit to be held. */
record HoldRequest(
        @Schema(description = "Whose credit") @NotNull UUID account,

        @Schema(description = "All in all; more than nothing") @NotNull
        Money amount,

        @Schema(description = "Yours: asked again with it, the hold grows to the amount", examples = "call-4711")
        @NotBlank
        @Size(max = 128)
        @Pattern(regexp = References.FORM)
        String reference,

        @Schema(description = "Given back after that", type = SchemaType.STRING, examples = "PT5M")
        @NotNull
        @DurationMin(seconds = 1)
        @DurationMax(days = 31)
        Duration ttl,

        @Schema(description = "Whether less than that is better than nothing", defaultValue = "false") @Nullable
        Boolean partly) {}
