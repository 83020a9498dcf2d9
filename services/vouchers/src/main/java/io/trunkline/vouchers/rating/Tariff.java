package io.trunkline.vouchers.rating;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What customers pay: published versions, each in force until the next one is.
 *
 * @param zone whose clock the hours of its rates are read from
 * @param versions in the order of their time
 */
public record Tariff(UUID id, Currency currency, ZoneId zone, List<Version> versions) {

    public Tariff {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::validFrom))
                .toList();
    }

    /** One publication of it. */
    public record Version(UUID id, Instant validFrom, RateTable rates) {}

    @Nullable
    Version versionAt(Instant moment) {
        return versions.reversed().stream()
                .filter(version -> !moment.isBefore(version.validFrom))
                .findFirst()
                .orElse(null);
    }

    /** When the next version comes into force, or never. */
    Instant nextVersionAfter(Instant moment) {
        return versions.stream()
                .map(Version::validFrom)
                .filter(moment::isBefore)
                .findFirst()
                .orElse(Instant.MAX);
    }
}
