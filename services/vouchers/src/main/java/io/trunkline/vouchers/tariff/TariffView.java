package io.trunkline.vouchers.tariff;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tariff, as operators see it. */
record TariffView(
        UUID id,
        @Schema(examples = "Prepaid standard") String name,
        @Schema(examples = "EUR") String currency,
        @Schema(examples = "Europe/Madrid") String zone,

        @Schema(description = "Holds for accounts with credit of its currency that have no tariff of their own")
        boolean isDefault,

        UUID createdBy,
        Instant createdAt) {

    static TariffView of(TariffSheet tariff) {
        return new TariffView(
                tariff.id(),
                tariff.name(),
                tariff.currency().getCurrencyCode(),
                tariff.zone(),
                tariff.isDefault(),
                tariff.createdBy(),
                tariff.createdAt());
    }

    /** A version of it. */
    record VersionView(
            UUID id,
            UUID tariffId,

            @Schema(
                    description = "A draft takes rates; what is published stays as it is",
                    enumeration = {"draft", "published"})
            String state,

            @Schema(description = "How many it has", examples = "1200")
            int rates,

            @Schema(description = "Absent in a draft") @Nullable
            Instant validFrom,

            @Schema(description = "Absent in a draft") @Nullable
            Instant publishedAt,

            UUID createdBy,
            Instant createdAt) {

        static VersionView of(TariffSheet.Version version) {
            return new VersionView(
                    version.id(),
                    version.tariff(),
                    version.isPublished() ? "published" : "draft",
                    version.rates(),
                    version.validFrom(),
                    version.publishedAt(),
                    version.createdBy(),
                    version.createdAt());
        }
    }
}
