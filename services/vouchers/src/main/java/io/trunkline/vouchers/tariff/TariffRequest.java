package io.trunkline.vouchers.tariff;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a tariff is to be. */
record TariffRequest(
        @NotNull
        @Size(max = 100)
        @Pattern(
                regexp = "[\\p{L}\\p{N}][^\\p{Cntrl}]*",
                message = "must begin with a letter or digit and have no control characters")
        @Schema(description = "For people", examples = "Prepaid standard")
        String name,

        @NotNull @Schema(description = "ISO 4217", examples = "EUR")
        String currency,

        @NotNull
        @Size(max = 50)
        @Schema(description = "The time zone of its hours of the week", examples = "Europe/Madrid")
        String zone) {}
