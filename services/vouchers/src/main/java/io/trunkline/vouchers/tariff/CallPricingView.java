package io.trunkline.vouchers.tariff;

import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.vouchers.rating.Match;
import io.trunkline.vouchers.rating.Rate;
import io.trunkline.vouchers.rating.Rating;
import io.trunkline.vouchers.rating.UnitPrice;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a number costs at a moment. */
record CallPricingView(
        @Schema(examples = "+34600123456") String number,
        @Schema(examples = "Spain mobile") String destination,
        @Schema(examples = "national-mobile") String kind,

        @Schema(description = "Of all prices here", examples = "EUR")
        String currency,

        @Schema(
                description = "Once for a call that is answered; may have more digits than its currency",
                examples = "0.05")
        String setupFee,

        @Schema(examples = "0.0125") String perMinute,

        @Schema(description = "What is billed at least", examples = "30")
        int minimumSeconds,

        @Schema(description = "By which a call is billed after that", examples = "6")
        int incrementSeconds,

        @Schema(description = "Of a message; absent where none are sold to", examples = "0.055") @Nullable
        String perSegment) {

    static CallPricingView of(E164 number, String currency, Match match) {
        Rate rate = match.rate();
        UnitPrice perSegment = rate.perSegment();
        return new CallPricingView(
                number.number(),
                rate.destination(),
                rate.kind().text(),
                currency,
                rate.setupFee().text(),
                rate.perMinute().text(),
                rate.minimumSeconds(),
                rate.incrementSeconds(),
                perSegment == null ? null : perSegment.text());
    }

    /** What a call costs, and how that comes about. */
    record CallView(Money price, List<PieceView> pieces) {

        static CallView of(Rating.Priced call) {
            return new CallView(
                    call.price(), call.pieces().stream().map(PieceView::of).toList());
        }
    }

    /** A part of a call that is billed by one rate. */
    record PieceView(
            Instant start,

            @Schema(description = "Billed, which may be more than were spoken", examples = "120")
            long seconds,

            @Schema(examples = "346") String prefix,
            @Schema(examples = "Spain mobile") String destination,
            @Schema(examples = "0.0125") String perMinute) {

        static PieceView of(Rating.Piece piece) {
            Rate rate = piece.match().rate();
            return new PieceView(
                    piece.start(),
                    piece.seconds(),
                    piece.match().prefix(),
                    rate.destination(),
                    rate.perMinute().text());
        }
    }
}
