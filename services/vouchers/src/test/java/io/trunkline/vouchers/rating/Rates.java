package io.trunkline.vouchers.rating;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rates and tariffs that are fine, with what matters to a test put in. */
final class Rates {

    static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private Rates() {}

    static Rate perMinute(String price, int minimum, int increment) {
        return rate("0", price, minimum, increment, Band.ALWAYS, null, null);
    }

    static Rate rate(
            String setup,
            String perMinute,
            int minimum,
            int increment,
            Band band,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new Rate(
                "Somewhere",
                DestinationKind.INTERNATIONAL_MOBILE,
                Access.CHARGED,
                UnitPrice.parse(setup),
                UnitPrice.parse(perMinute),
                minimum,
                increment,
                UnitPrice.parse("0.055"),
                band,
                from,
                until);
    }

    static Rate without(Access access) {
        return new Rate(
                "Nowhere",
                DestinationKind.SPECIAL,
                access,
                UnitPrice.NOTHING,
                UnitPrice.NOTHING,
                0,
                1,
                null,
                Band.ALWAYS,
                null,
                null);
    }

    static RateTable table(Map<String, List<Rate>> rates) {
        RateTable.Builder builder = new RateTable.Builder();
        new TreeMap<>(rates).forEach((prefix, some) -> some.forEach(rate -> builder.add(prefix, rate)));
        return builder.build();
    }

    static Tariff tariff(Map<String, List<Rate>> rates) {
        return tariff("EUR", new Tariff.Version(UUID.randomUUID(), Instant.EPOCH, table(rates)));
    }

    static Tariff tariff(String currency, Tariff.Version... versions) {
        return new Tariff(UUID.randomUUID(), Currency.getInstance(currency), MADRID, List.of(versions));
    }
}
