package io.trunkline.vouchers.tariff;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A call that has not been made. */
record CallPricingRequest(
        @NotNull @Schema(description = "E.164", examples = "+34600123456")
        String number,

        @Schema(description = "When it is answered; absent for now", examples = "2026-07-01T17:58:30Z") @Nullable
        Instant start,

        @Schema(required = true, description = "From the answer to the end", examples = "130")
        long seconds) {}
