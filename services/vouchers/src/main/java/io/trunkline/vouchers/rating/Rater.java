package io.trunkline.vouchers.rating;

import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.vouchers.rating.Rating.Piece;
import io.trunkline.vouchers.rating.Rating.Priced;
import io.trunkline.vouchers.rating.Rating.Reason;
import io.trunkline.vouchers.rating.Rating.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prices calls and messages by a tariff.
 *
 * <p>Each unit of a call is billed by the rate that is in force when the unit begins, so a call goes on by another rate from
 * the first unit after a change. Where nothing is in force any more, or the destination has been blocked meanwhile, it goes
 * on as before: what began well has a price to its end. The setup fee is that of the beginning, and a call of no seconds
 * costs nothing.
 *
 * <p>Until the end everything is exact. The sum is rounded once, up to the currency's smallest unit: so nothing that has a
 * price becomes free by being short, a longer call never costs less, and a customer pays less than one smallest unit too much.
 */
@ApplicationScoped
public class Rater {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration LONGEST_ALLOWED = Duration.ofDays(7);
    /** As many as a concatenated message may have. */
    private static final int MOST_SEGMENTS = 255;
    /** Exact amounts are counted in sixtieths of a millionth: what a second costs at a millionth a minute. */
    private static final long SECONDS_OF_A_MINUTE = 60;

    private final long longestCall;

    public Rater(RatingConfig config) {
        if (config.longestCall().isNegative() || config.longestCall().compareTo(LONGEST_ALLOWED) > 0) {
            throw new IllegalArgumentException("vouchers.rating.longest-call must be at most " + LONGEST_ALLOWED);
        }
        this.longestCall = config.longestCall().toSeconds();
    }

    /** @param seconds from the answer to the end */
    public Rating call(Tariff tariff, E164 number, Instant start, long seconds) {
        Reason reason = reasonAgainst(start, seconds, longestCall);
        if (reason != null) {
            return new Refusal(reason);
        }
        Match first = matchAt(tariff, number, start);
        if (first == null) {
            return new Refusal(Reason.UNKNOWN_DESTINATION);
        }
        if (first.rate().access() == Access.BLOCKED) {
            return new Refusal(Reason.BLOCKED_DESTINATION);
        }
        List<Piece> pieces = pieces(tariff, number, start, seconds, first);
        return new Priced(first, rounded(sumOf(pieces), tariff.currency()), pieces);
    }

    /**
     * How long a call lasts for an amount.
     *
     * @param most no longer than so many seconds
     * @return whole seconds; none if there is no price
     */
    public long secondsFor(Tariff tariff, E164 number, Instant start, Money amount, long most) {
        long paid = 0;
        long tooLong = most + 1;
        while (tooLong - paid > 1) {
            long middle = (paid + tooLong) >>> 1;
            boolean isPaid = call(tariff, number, start, middle) instanceof Priced priced
                    && priced.price().minor() <= amount.minor();
            paid = isPaid ? middle : paid;
            tooLong = isPaid ? tooLong : middle;
        }
        return paid;
    }

    public Rating message(Tariff tariff, E164 number, Instant at, int segments) {
        Reason reason = reasonAgainst(at, segments, MOST_SEGMENTS);
        if (reason != null) {
            return new Refusal(reason);
        }
        Match match = matchAt(tariff, number, at);
        if (match == null) {
            return new Refusal(Reason.UNKNOWN_DESTINATION);
        }
        if (match.rate().access() == Access.BLOCKED) {
            return new Refusal(Reason.BLOCKED_DESTINATION);
        }
        UnitPrice perSegment = match.rate().perSegment();
        if (perSegment == null) {
            return new Refusal(Reason.NO_MESSAGES);
        }
        long exact = perSegment.micros() * segments * SECONDS_OF_A_MINUTE;
        return new Priced(match, rounded(exact, tariff.currency()), List.of());
    }

    /** Null if no prefix of the number has a rate then. */
    public @Nullable Match matchAt(Tariff tariff, E164 number, Instant moment) {
        Tariff.Version version = tariff.versionAt(moment);
        if (version == null) {
            return null;
        }
        LocalDateTime local = LocalDateTime.ofInstant(moment, tariff.zone());
        return version.rates().candidates(number).stream()
                .filter(candidate -> candidate.rate().isInForce(moment, local))
                .findFirst()
                .map(candidate -> new Match(version.id(), candidate.prefix(), candidate.rate()))
                .orElse(null);
    }

    private static @Nullable Reason reasonAgainst(Instant at, long quantity, long most) {
        if (quantity < 0) {
            return Reason.NEGATIVE_QUANTITY;
        }
        if (quantity > most) {
            return Reason.TOO_LONG;
        }
        return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? Reason.NO_SUCH_TIME : null;
    }

    private List<Piece> pieces(Tariff tariff, E164 number, Instant start, long seconds, Match first) {
        List<Piece> pieces = new ArrayList<>();
        Match match = first;
        long billed = 0;
        while (billed < seconds) {
            Instant now = start.plusSeconds(billed);
            Match candidate = matchAt(tariff, number, now);
            match = candidate == null || candidate.rate().access() == Access.BLOCKED ? match : candidate;
            long change = secondsUntil(start, nextChange(tariff, number, now));
            long length = match.rate().billed(Math.min(seconds, change) - billed, billed == 0);
            append(pieces, new Piece(match, now, length));
            billed += length;
        }
        return pieces;
    }

    private static void append(List<Piece> pieces, Piece piece) {
        if (!pieces.isEmpty() && pieces.getLast().match().equals(piece.match())) {
            pieces.add(pieces.removeLast().longer(piece.seconds()));
        } else {
            pieces.add(piece);
        }
    }

    /**
     * A moment up to which the same rate is in force; there may be no change at it. The clock of the zone is steady until it is
     * put forward or back, so within that time edges of bands can be counted by one offset.
     */
    private static Instant nextChange(Tariff tariff, E164 number, Instant after) {
        ZoneOffset offset = tariff.zone().getRules().getOffset(after);
        LocalDateTime local = LocalDateTime.ofInstant(after, offset);
        Instant next = tariff.nextVersionAfter(after);
        var clockChange = tariff.zone().getRules().nextTransition(after);
        if (clockChange != null) {
            next = earlier(next, clockChange.getInstant(), after);
        }
        Tariff.Version version = tariff.versionAt(after);
        if (version == null) {
            return next;
        }
        for (RateTable.Candidate candidate : version.rates().candidates(number)) {
            Rate rate = candidate.rate();
            next = earlier(next, rate.band().nextEdge(local).toInstant(offset), after);
            next = earlier(next, rate.validFrom(), after);
            next = earlier(next, rate.validUntil(), after);
        }
        return next;
    }

    private static Instant earlier(Instant next, @Nullable Instant other, Instant after) {
        return other != null && other.isAfter(after) && other.isBefore(next) ? other : next;
    }

    /** Rounded up: a unit that begins within the last second before begins before. */
    private static long secondsUntil(Instant start, Instant end) {
        long whole = end.getEpochSecond() - start.getEpochSecond();
        return end.getNano() > start.getNano() ? whole + 1 : whole;
    }

    private static long sumOf(List<Piece> pieces) {
        long sum = pieces.isEmpty()
                ? 0
                : pieces.getFirst().match().rate().setupFee().micros() * SECONDS_OF_A_MINUTE;
        for (Piece piece : pieces) {
            long price = Math.multiplyExact(piece.match().rate().perMinute().micros(), piece.seconds());
            sum = Math.addExact(sum, price);
        }
        return sum;
    }

    private static Money rounded(long exact, Currency currency) {
        long smallestUnit = SECONDS_OF_A_MINUTE;
        for (int digit = currency.getDefaultFractionDigits(); digit < UnitPrice.DIGITS; digit++) {
            smallestUnit *= 10;
        }
        return new Money(Math.ceilDiv(exact, smallestUnit), currency);
    }
}
