package io.trunkline.vouchers.batch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the cards of a batch are to look. */
record CardRequest(
        @NotNull
        @Size(min = 1, max = 60)
        @Schema(description = "Stands on top of each card", examples = "Corner Mobile")
        String title,

        @Size(max = 200)
        @Schema(description = "Stands below the code", examples = "Enter the code in the app, or scan it.")
        @Nullable
        String text,

        @Min(1) @Max(4) @Schema(description = "Cards beside each other on a page of A4", examples = "2")
        int columns,

        @Min(1) @Max(8) @Schema(description = "Cards below each other", examples = "5")
        int rows,

        @Size(max = 350_000)
        @Schema(description = "A picture: PNG of up to 256 KiB and 1000 x 1000 points, in base64")
        @Nullable
        String logo) {}
