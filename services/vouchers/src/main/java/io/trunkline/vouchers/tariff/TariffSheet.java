package io.trunkline.vouchers.tariff;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tariff as it is kept: what is said about it, without its rates.
 *
 * @param zone the name of a time zone, such as {@code Europe/Madrid}
 */
record TariffSheet(
        UUID id, String name, Currency currency, String zone, boolean isDefault, UUID createdBy, Instant createdAt) {

    /**
     * A version of it.
     *
     * @param rates how many
     * @param validFrom null in a draft
     * @param publishedAt null in a draft
     */
    record Version(
            UUID id,
            UUID tariff,
            int rates,
            @Nullable Instant validFrom,
            @Nullable Instant publishedAt,
            UUID createdBy,
            Instant createdAt) {

        boolean isPublished() {
            return publishedAt != null;
        }
    }
}
