package io.trunkline.vouchers.rating;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a call or a message costs, or why that cannot be said. */
public sealed interface Rating {

    /**
     * It has a price, which may be nothing.
     *
     * @param first the rate at the beginning
     * @param pieces of a call, in their order; empty for a message and for a call that was not answered
     */
    record Priced(Match first, Money price, List<Piece> pieces) implements Rating {}

    /** It has none. */
    record Refusal(Reason reason) implements Rating {}

    /**
     * A part of a call that is billed by one rate.
     *
     * @param seconds billed, which may be more than were spoken
     */
    record Piece(Match match, Instant start, long seconds) {

        Piece longer(long more) {
            return new Piece(match, start, seconds + more);
        }
    }

    /** Why there is no price. */
    enum Reason {
        /** No prefix of the number has a rate at that moment. */
        UNKNOWN_DESTINATION,
        BLOCKED_DESTINATION,
        /** No messages are sold to there. */
        NO_MESSAGES,
        NEGATIVE_QUANTITY,
        /** More seconds or segments than a call or message has. */
        TOO_LONG,
        /** Not between 1970 and 9999. */
        NO_SUCH_TIME,
        /** Nobody has said what the account pays. */
        NO_TARIFF;

        /** {@code unknown-destination}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
