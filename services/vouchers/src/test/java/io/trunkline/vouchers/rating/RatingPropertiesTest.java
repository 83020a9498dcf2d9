package io.trunkline.vouchers.rating;

import static io.trunkline.vouchers.rating.Rates.MADRID;
import static io.trunkline.vouchers.rating.Rates.perMinute;
import static io.trunkline.vouchers.rating.Rates.rate;
import static io.trunkline.vouchers.rating.Rates.table;
import static io.trunkline.vouchers.rating.Rates.tariff;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.vouchers.rating.Rating.Priced;
import io.trunkline.vouchers.rating.Rating.Reason;
import io.trunkline.vouchers.rating.Rating.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any tariff and any call. A seed that fails, fails again. */
class RatingPropertiesTest {

    private static final int TRIES = 400;
    private static final List<Instant> INTERESTING = List.of(
            Instant.parse("2026-03-28T20:00:00Z"),
            Instant.parse("2026-10-24T20:00:00Z"),
            Instant.parse("2026-07-01T00:00:00Z"));

    private final Rater rater = new Rater(() -> Duration.ofHours(24));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isWhatASlowCountOfUnitsSays(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            List<Naive> versions = anyVersions(random);
            E164 number = anyNumber(random);
            Instant start = anyStart(random);
            long seconds = random.nextInt(20_000);

            Rating rating = rater.call(tariffOf(versions), number, start, seconds);

            assertThat(amountOf(rating))
                    .as("seed %d, try %d: %s at %s for %d", seed, i, number.number(), start, seconds)
                    .isEqualTo(Naive.price(versions, number, start, seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void neverCostsLessForLongerAndNeverLessThanNothing(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Tariff tariff = tariffOf(anyVersions(random));
            E164 number = anyNumber(random);
            Instant start = anyStart(random);
            long seconds = random.nextInt(20_000);
            Rating shorter = rater.call(tariff, number, start, seconds);
            Rating longer = rater.call(tariff, number, start, seconds + random.nextInt(2_000));

            if (shorter instanceof Priced few && longer instanceof Priced many) {
                assertThat(few.price().minor()).isNotNegative();
                assertThat(many.price().minor())
                        .isGreaterThanOrEqualTo(few.price().minor());
                assertThat(secondsOf(few)).isGreaterThanOrEqualTo(seconds);
            } else {
                assertThat(longer).isEqualTo(shorter);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void anAmountLastsAsLongAsItPaysAndNotASecondLonger(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Tariff tariff = tariffOf(anyVersions(random));
            E164 number = anyNumber(random);
            Instant start = anyStart(random);
            Money amount = new Money(random.nextInt(2_000), tariff.currency());

            long seconds = rater.secondsFor(tariff, number, start, amount, 3_600);

            assertThat(seconds).isBetween(0L, 3_600L);
            if (rater.call(tariff, number, start, 0) instanceof Priced) {
                assertThat(amount(tariff, number, start, seconds)).isLessThanOrEqualTo(amount.minor());
                if (seconds < 3_600) {
                    assertThat(amount(tariff, number, start, seconds + 1)).isGreaterThan(amount.minor());
                }
            } else {
                assertThat(seconds).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void twoCallsOfWholeIncrementsCostAsMuchAsOne(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            int increment = 1 + random.nextInt(60);
            // Whole cents a second, so that there is nothing to round.
            String price = BigDecimal.valueOf(60L * (1 + random.nextInt(5)), 2).toPlainString();
            Tariff tariff = tariff(Map.of("1", List.of(perMinute(price, increment, increment))));
            E164 number = anyNumber(random);
            long one = (1L + random.nextInt(100)) * increment;
            long other = (1L + random.nextInt(100)) * increment;

            long together = amount(tariff, number, one + other);

            assertThat(together).isEqualTo(amount(tariff, number, one) + amount(tariff, number, other));
        }
    }

    private long amount(Tariff tariff, E164 number, long seconds) {
        return amount(tariff, number, INTERESTING.getFirst(), seconds);
    }

    private long amount(Tariff tariff, E164 number, Instant start, long seconds) {
        return ((Priced) rater.call(tariff, number, start, seconds)).price().minor();
    }

    private static long secondsOf(Priced call) {
        return call.pieces().stream().mapToLong(Rating.Piece::seconds).sum();
    }

    private static BigDecimal amountOf(Rating rating) {
        return switch (rating) {
            case Priced priced -> new BigDecimal(priced.price().amount());
            case Refusal refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_DESTINATION);
                yield Naive.UNKNOWN;
            }
        };
    }

    private static Tariff tariffOf(List<Naive> versions) {
        return tariff(
                "EUR",
                versions.stream()
                        .map(version ->
                                new Tariff.Version(UUID.randomUUID(), version.validFrom(), table(version.rates())))
                        .toArray(Tariff.Version[]::new));
    }

    private static List<Naive> anyVersions(Random random) {
        List<Naive> versions = new ArrayList<>();
        versions.add(new Naive(Instant.EPOCH, anyRates(random)));
        versions.add(new Naive(anyStart(random), anyRates(random)));
        return versions;
    }

    private static Map<String, List<Rate>> anyRates(Random random) {
        Map<String, List<Rate>> rates = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            String prefix = anyNumber(random).number().substring(1, 2 + random.nextInt(5));
            // One of a sort for a prefix, so that its order does not depend on how they come.
            rates.put(prefix, List.of(anyRate(random, Band.ALWAYS), anyRate(random, anyBand(random))));
        }
        return rates;
    }

    private static Rate anyRate(Random random, Band band) {
        Instant from = random.nextInt(3) == 0 ? anyStart(random) : null;
        Instant until = random.nextInt(3) == 0 ? anyStart(random).plus(Duration.ofDays(1)) : null;
        boolean fits = from == null || until == null || from.isBefore(until);
        return rate(
                BigDecimal.valueOf(random.nextInt(1_000_000), 6).toPlainString(),
                BigDecimal.valueOf(random.nextInt(1_000_000), 6).toPlainString(),
                random.nextInt(70),
                1 + random.nextInt(70),
                band,
                from,
                fits ? until : null);
    }

    private static Band anyBand(Random random) {
        Set<DayOfWeek> days = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        return new Band(days, anyTime(random), anyTime(random));
    }

    private static LocalTime anyTime(Random random) {
        return LocalTime.of(random.nextInt(24), random.nextInt(4) * 15);
    }

    /** Of two digits only, so that prefixes meet numbers and each other. */
    private static E164 anyNumber(Random random) {
        StringBuilder number = new StringBuilder("+1");
        for (int i = 0; i < 8; i++) {
            number.append(random.nextInt(2));
        }
        return E164.of(number.toString());
    }

    private static Instant anyStart(Random random) {
        return INTERESTING.get(random.nextInt(INTERESTING.size())).plusMillis(random.nextInt(36_000_000));
    }

    /** The same rules in other words: unit by unit, by decimals, with a look at every rate. */
    private record Naive(Instant validFrom, Map<String, List<Rate>> rates) {

        static final BigDecimal UNKNOWN = BigDecimal.valueOf(-1);

        static BigDecimal price(List<Naive> versions, E164 number, Instant start, long seconds) {
            Rate rate = rateAt(versions, number, start);
            if (rate == null) {
                return UNKNOWN;
            }
            BigDecimal sixtyfold =
                    seconds == 0 ? BigDecimal.ZERO : decimal(rate.setupFee()).multiply(BigDecimal.valueOf(60));
            for (long now = 0; now < seconds; ) {
                Rate other = rateAt(versions, number, start.plusSeconds(now));
                rate = other == null ? rate : other;
                boolean isFirst = now == 0 && rate.minimumSeconds() > 0;
                long unit = isFirst ? rate.minimumSeconds() : rate.incrementSeconds();
                sixtyfold = sixtyfold.add(decimal(rate.perMinute()).multiply(BigDecimal.valueOf(unit)));
                now += unit;
            }
            return sixtyfold.divide(BigDecimal.valueOf(60), 2, RoundingMode.CEILING);
        }

        private static BigDecimal decimal(UnitPrice price) {
            return new BigDecimal(price.text());
        }

        private static Rate rateAt(List<Naive> versions, E164 number, Instant at) {
            Naive version = versions.stream()
                    .filter(one -> !one.validFrom.isAfter(at))
                    .max(Comparator.comparing(Naive::validFrom))
                    .orElseThrow();
            String digits = number.number().substring(1);
            return version.rates.entrySet().stream()
                    .filter(entry -> digits.startsWith(entry.getKey()))
                    .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                    .flatMap(entry -> entry.getValue().stream()
                            .sorted(Comparator.comparing(rate -> rate.band().equals(Band.ALWAYS))))
                    .filter(rate -> holds(rate, at))
                    .findFirst()
                    .orElse(null);
        }

        private static boolean holds(Rate rate, Instant at) {
            LocalDateTime local = at.atZone(MADRID).toLocalDateTime();
            LocalDate today = local.toLocalDate();
            return (rate.validFrom() == null || rate.validFrom().compareTo(at) <= 0)
                    && (rate.validUntil() == null || rate.validUntil().compareTo(at) > 0)
                    && (isIn(rate.band(), today, local) || isIn(rate.band(), today.minusDays(1), local));
        }

        private static boolean isIn(Band band, LocalDate day, LocalDateTime local) {
            LocalDate lastDay = band.until().compareTo(band.from()) > 0 ? day : day.plusDays(1);
            return band.days().contains(day.getDayOfWeek())
                    && local.compareTo(day.atTime(band.from())) >= 0
                    && local.compareTo(lastDay.atTime(band.until())) < 0;
        }
    }
}
