package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was used of what is held, or more. */
record CaptureRequest(
        @Schema(description = "Zero or more, in the currency of the hold") @NotNull
        Money amount) {}
