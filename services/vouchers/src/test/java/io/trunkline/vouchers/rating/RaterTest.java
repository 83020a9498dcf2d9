package io.trunkline.vouchers.rating;

import static io.trunkline.vouchers.rating.Rates.perMinute;
import static io.trunkline.vouchers.rating.Rates.rate;
import static io.trunkline.vouchers.rating.Rates.table;
import static io.trunkline.vouchers.rating.Rates.tariff;
import static io.trunkline.vouchers.rating.Rates.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.vouchers.rating.Rating.Piece;
import io.trunkline.vouchers.rating.Rating.Priced;
import io.trunkline.vouchers.rating.Rating.Reason;
import io.trunkline.vouchers.rating.Rating.Refusal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaterTest {

    private static final E164 NUMBER = E164.of("+447700900123");
    /** A Wednesday. */
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final Rater rater = new Rater(() -> Duration.ofHours(24));

    @ParameterizedTest
    @CsvSource({
        "60, 60, 1, 0.60",
        "60, 60, 60, 0.60",
        "60, 60, 61, 1.20",
        "1, 1, 1, 0.01",
        "1, 1, 61, 0.61",
        "30, 6, 1, 0.30",
        "30, 6, 30, 0.30",
        "30, 6, 31, 0.36",
        "30, 6, 37, 0.42",
        "0, 10, 1, 0.10",
        "30, 6, 0, 0.00"
    })
    void unitsThatHaveBegunAreBilledWhole(int minimum, int increment, long seconds, String price) {
        Tariff tariff = tariff(Map.of("44", List.of(perMinute("0.60", minimum, increment))));

        assertThat(priceOf(tariff, NOON, seconds)).isEqualTo(Money.of(price, "EUR"));
    }

    @Test
    void theSumIsRoundedUpOnce() {
        Tariff tariff = tariff(Map.of("44", List.of(rate("0.004", "0.000001", 1, 1, Band.ALWAYS, null, null))));

        assertThat(priceOf(tariff, NOON, 1)).isEqualTo(Money.of("0.01", "EUR"));
        assertThat(priceOf(tariff, NOON, 3_600)).isEqualTo(Money.of("0.01", "EUR"));
        assertThat(priceOf(tariff, NOON, 0)).isEqualTo(Money.of("0", "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"EUR, 0.02", "JPY, 1", "KWD, 0.013"})
    void aPriceHasTheDigitsOfItsCurrency(String currency, String price) {
        Tariff tariff = tariff(
                currency,
                new Tariff.Version(
                        UUID.randomUUID(), Instant.EPOCH, table(Map.of("44", List.of(perMinute("0.0125", 60, 60))))));

        assertThat(priceOf(tariff, NOON, 5)).isEqualTo(Money.of(price, currency));
    }

    @Test
    void theSetupFeeIsPaidForAnAnswerOnly() {
        Tariff tariff = tariff(Map.of("44", List.of(rate("0.20", "0.60", 1, 1, Band.ALWAYS, null, null))));

        assertThat(priceOf(tariff, NOON, 1)).isEqualTo(Money.of("0.21", "EUR"));
        assertThat(priceOf(tariff, NOON, 0)).isEqualTo(Money.of("0.00", "EUR"));
    }

    @Test
    void theLongestPrefixCounts() {
        Tariff tariff = tariff(Map.of(
                "4", List.of(perMinute("9", 60, 60)),
                "44", List.of(perMinute("1", 60, 60)),
                "447700", List.of(perMinute("2", 60, 60)),
                "4477008", List.of(perMinute("3", 60, 60)),
                "44770090012", List.of(perMinute("4", 60, 60)),
                "447700900124", List.of(perMinute("5", 60, 60))));

        assertThat(priceOf(tariff, NOON, 60)).isEqualTo(Money.of("4", "EUR"));
    }

    @Test
    void aPrefixThatHasNoRateAtThatHourGivesWayToAShorterOne() {
        Band evening = new Band(EnumSet.allOf(DayOfWeek.class), LocalTime.of(20, 0), LocalTime.MIDNIGHT);
        Tariff tariff = tariff(Map.of(
                "44", List.of(perMinute("1", 60, 60)),
                "4477", List.of(rate("0", "0.5", 60, 60, evening, null, null))));

        assertThat(priceOf(tariff, NOON, 60)).isEqualTo(Money.of("1", "EUR"));
        assertThat(priceOf(tariff, Instant.parse("2026-03-04T19:00:00Z"), 60)).isEqualTo(Money.of("0.50", "EUR"));
    }

    @Test
    void aCallGoesOnByTheNewRateFromTheFirstUnitAfterTheChange() {
        Band evening = new Band(EnumSet.allOf(DayOfWeek.class), LocalTime.of(20, 0), LocalTime.of(6, 0));
        Tariff tariff =
                tariff(Map.of("44", List.of(perMinute("1.20", 60, 60), rate("0", "0.60", 60, 6, evening, null, null))));

        Priced call = priced(tariff, Instant.parse("2026-03-04T18:58:30Z"), 130);

        assertThat(call.pieces()).extracting(Piece::seconds).containsExactly(120L, 12L);
        assertThat(call.pieces().getLast().start()).isEqualTo(Instant.parse("2026-03-04T19:00:30Z"));
        assertThat(call.price()).isEqualTo(Money.of("2.52", "EUR"));
    }

    @Test
    void aCallGoesOnByTheVersionThatComesIntoForce() {
        Instant change = NOON.plusSeconds(90);
        UUID old = UUID.randomUUID();
        UUID next = UUID.randomUUID();
        Tariff tariff = tariff(
                "EUR",
                new Tariff.Version(next, change, table(Map.of("4477", List.of(perMinute("6", 1, 1))))),
                new Tariff.Version(old, Instant.EPOCH, table(Map.of("44", List.of(perMinute("0.60", 60, 1))))));

        Priced call = priced(tariff, NOON, 100);

        assertThat(call.pieces()).extracting(piece -> piece.match().version()).containsExactly(old, next);
        assertThat(call.pieces()).extracting(Piece::seconds).containsExactly(90L, 10L);
        assertThat(call.price()).isEqualTo(Money.of("1.90", "EUR"));
    }

    @Test
    void aCallOverTheMissingHourOfSpringIsBilledBySecondsThatPassed() {
        Band night = new Band(EnumSet.allOf(DayOfWeek.class), LocalTime.of(1, 0), LocalTime.of(4, 0));
        Tariff tariff =
                tariff(Map.of("44", List.of(perMinute("0.60", 1, 1), rate("0", "0.06", 1, 1, night, null, null))));

        Priced call = priced(tariff, Instant.parse("2026-03-28T23:30:00Z"), 4 * 3_600);

        // 00:30 to 01:00; 01:00 to 04:00 without the hour from two to three; 04:00 to 05:30.
        assertThat(call.pieces()).extracting(Piece::seconds).containsExactly(1_800L, 7_200L, 5_400L);
    }

    @Test
    void theHourThatComesTwiceInAutumnIsInItsBandTwice() {
        Band early = new Band(Set.of(DayOfWeek.SUNDAY), LocalTime.of(2, 30), LocalTime.of(3, 30));
        Tariff tariff =
                tariff(Map.of("44", List.of(perMinute("0.60", 1, 1), rate("0", "0.06", 1, 1, early, null, null))));

        Priced call = priced(tariff, Instant.parse("2026-10-25T00:00:00Z"), 3 * 3_600);

        // 02:00, 02:30 to 03:00, once more 02:00, 02:30 to 03:30, to 04:00.
        assertThat(call.pieces()).extracting(Piece::seconds).containsExactly(1_800L, 1_800L, 1_800L, 3_600L, 1_800L);
    }

    @Test
    void whatBeganWellHasAPriceToItsEnd() {
        Instant end = NOON.plusSeconds(30);
        Tariff ending = tariff(Map.of("44", List.of(rate("0", "0.60", 1, 1, Band.ALWAYS, null, end))));
        Tariff blocking = tariff(
                "EUR",
                new Tariff.Version(
                        UUID.randomUUID(), Instant.EPOCH, table(Map.of("44", List.of(perMinute("0.60", 1, 1))))),
                new Tariff.Version(UUID.randomUUID(), end, table(Map.of("44", List.of(without(Access.BLOCKED))))));

        assertThat(priceOf(ending, NOON, 60)).isEqualTo(Money.of("0.60", "EUR"));
        assertThat(priceOf(blocking, NOON, 60)).isEqualTo(Money.of("0.60", "EUR"));
        assertThat(rater.call(blocking, NUMBER, end, 60)).isEqualTo(new Refusal(Reason.BLOCKED_DESTINATION));
        assertThat(rater.call(ending, NUMBER, end, 60)).isEqualTo(new Refusal(Reason.UNKNOWN_DESTINATION));
    }

    @Test
    void whatIsFreeCostsNothing() {
        Tariff tariff = tariff(Map.of("44", List.of(without(Access.FREE))));

        assertThat(priceOf(tariff, NOON, 86_400)).isEqualTo(Money.of("0", "EUR"));
        assertThatThrownBy(() -> new Rate(
                        "Free",
                        DestinationKind.SPECIAL,
                        Access.FREE,
                        UnitPrice.NOTHING,
                        UnitPrice.parse("1"),
                        0,
                        1,
                        null,
                        Band.ALWAYS,
                        null,
                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, NEGATIVE_QUANTITY",
        "86401, TOO_LONG",
        "9223372036854775807, TOO_LONG",
        "-9223372036854775808, NEGATIVE_QUANTITY"
    })
    void durationsThatNoCallHasAreRefused(long seconds, Reason reason) {
        Tariff tariff = tariff(Map.of("44", List.of(perMinute("1000000", 3_600, 3_600))));

        assertThat(rater.call(tariff, NUMBER, NOON, seconds)).isEqualTo(new Refusal(reason));
    }

    @Test
    void theLongestCallAtTheHighestPriceIsCounted() {
        Tariff tariff =
                tariff(Map.of("44", List.of(rate("1000000", "1000000", 3_600, 3_600, Band.ALWAYS, null, null))));

        assertThat(priceOf(tariff, NOON, 86_400)).isEqualTo(Money.of("1441000000", "EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void timesThatNoClockShowsAreRefused(Instant moment) {
        Tariff tariff = tariff(Map.of("44", List.of(perMinute("1", 60, 60))));

        assertThat(rater.call(tariff, NUMBER, moment, 60)).isEqualTo(new Refusal(Reason.NO_SUCH_TIME));
        assertThat(rater.message(tariff, NUMBER, moment, 1)).isEqualTo(new Refusal(Reason.NO_SUCH_TIME));
    }

    @Test
    void prefixesThatNobodyKnowsAreRefused() {
        Tariff tariff = tariff(Map.of("45", List.of(perMinute("1", 60, 60)), "43", List.of(perMinute("1", 60, 60))));

        assertThat(rater.call(tariff, NUMBER, NOON, 60)).isEqualTo(new Refusal(Reason.UNKNOWN_DESTINATION));
        assertThat(rater.call(tariff("EUR"), NUMBER, NOON, 60)).isEqualTo(new Refusal(Reason.UNKNOWN_DESTINATION));
    }

    @Test
    void aMessageIsPaidForBySegments() {
        Tariff tariff = tariff(Map.of("44", List.of(perMinute("1", 60, 60)), "4478", List.of(without(Access.FREE))));

        assertThat(rater.message(tariff, NUMBER, NOON, 3))
                .isInstanceOfSatisfying(
                        Priced.class, priced -> assertThat(priced.price()).isEqualTo(Money.of("0.17", "EUR")));
        assertThat(rater.message(tariff, E164.of("+4478000000"), NOON, 1)).isEqualTo(new Refusal(Reason.NO_MESSAGES));
        assertThat(rater.message(tariff, NUMBER, NOON, -1)).isEqualTo(new Refusal(Reason.NEGATIVE_QUANTITY));
        assertThat(rater.message(tariff, NUMBER, NOON, 256)).isEqualTo(new Refusal(Reason.TOO_LONG));
    }

    private Money priceOf(Tariff tariff, Instant start, long seconds) {
        return priced(tariff, start, seconds).price();
    }

    private Priced priced(Tariff tariff, Instant start, long seconds) {
        return (Priced) rater.call(tariff, NUMBER, start, seconds);
    }
}
