package io.trunkline.vouchers.tariff;

import io.trunkline.vouchers.rating.Rate;
import io.trunkline.vouchers.rating.UnitPrice;
import java.time.Instant;
import java.time.LocalTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rate, with the names that the columns of a file have. */
record RateView(
        @Schema(examples = "447") String prefix,
        @Schema(examples = "United Kingdom mobile") String destination,
        @Schema(examples = "international-mobile") String kind,

        @Schema(enumeration = {"charged", "free", "blocked"})
        String access,

        @Schema(description = "In units of the tariff's currency, as all prices here", examples = "0.05")
        String setupFee,

        @Schema(examples = "0.0125") String perMinute,
        @Schema(examples = "30") int minimumSeconds,
        @Schema(examples = "6") int incrementSeconds,

        @Schema(description = "Absent where no messages are sold to", examples = "0.055") @Nullable
        String perSegment,

        @Schema(examples = "mon tue wed thu fri") String days,
        @Schema(examples = "08:00:00") LocalTime from,
        @Schema(examples = "20:00:00") LocalTime until,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil) {

    static RateView of(RateLine line) {
        Rate rate = line.rate();
        UnitPrice perSegment = rate.perSegment();
        return new RateView(
                line.prefix(),
                rate.destination(),
                rate.kind().text(),
                rate.access().text(),
                rate.setupFee().text(),
                rate.perMinute().text(),
                rate.minimumSeconds(),
                rate.incrementSeconds(),
                perSegment == null ? null : perSegment.text(),
                Days.text(rate.band().days()),
                rate.band().from(),
                rate.band().until(),
                rate.validFrom(),
                rate.validUntil());
    }
}
