package io.trunkline.vouchers.ledger;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of one balance that somebody wants. Each has a source, by which a repeat is known: it changes nothing. */
public sealed interface Booking {

    UUID account();

    Currency currency();

    /** What causes it, such as {@code call:<id>}; no two bookings of one sort have the same. */
    String source();

    /**
     * Adds credit.
     *
     * @param entry the id of the journal's entry
     * @param amount more than nothing
     * @param expiresAt when what is left of it runs out; null for never
     * @param note why, if booked by hand
     * @param by who booked it by hand
     */
    record Credit(
            UUID entry,
            UUID account,
            Money amount,
            EntryKind kind,
            String source,
            @Nullable Instant expiresAt,
            @Nullable String note,
            @Nullable UUID by)
            implements Booking {

        public Credit {
            requirePositive(amount);
        }

        @Override
        public Currency currency() {
            return amount.currency();
        }
    }

    /**
     * Takes credit: all of it, or nothing.
     *
     * @param amount more than nothing
     */
    record Debit(
            UUID entry,
            UUID account,
            Money amount,
            EntryKind kind,
            String source,
            @Nullable String note,
            @Nullable UUID by)
            implements Booking {

        public Debit {
            requirePositive(amount);
        }

        @Override
        public Currency currency() {
            return amount.currency();
        }
    }

    /**
     * Takes credit for what has been used already: as much as there is, if there is not enough.
     *
     * @param amount zero or more
     * @param hold was held for it, and is free from now on; null if nothing was
     */
    record Usage(
            UUID entry,
            UUID account,
            Money amount,
            EntryKind kind,
            String source,
            @Nullable UUID hold) implements Booking {

        public Usage {
            requireNotNegative(amount);
        }

        @Override
        public Currency currency() {
            return amount.currency();
        }
    }

    /**
     * Holds credit, so that nothing else spends it. Asked again with the same source, the hold grows to the amount, or lasts
     * longer; it never shrinks.
     *
     * @param hold its id, if it is new
     * @param amount all in all, more than nothing
     * @param partly whether less than that is better than nothing
     */
    record Hold(UUID hold, UUID account, Money amount, String source, Instant expiresAt, boolean partly)
            implements Booking {

        public Hold {
            requirePositive(amount);
        }

        @Override
        public Currency currency() {
            return amount.currency();
        }
    }

    /**
     * Gives back what is held.
     *
     * @param expired whether its time was over, rather than its use
     */
    record Release(UUID hold, UUID account, Currency currency, boolean expired) implements Booking {

        @Override
        public String source() {
            return "hold:" + hold;
        }
    }

    /** Takes what is left of credit whose time is over, but for what is held of it. */
    record Expiry(UUID entry, UUID account, Currency currency, UUID lot) implements Booking {

        @Override
        public String source() {
            return "expiry:" + lot;
        }
    }

    private static void requirePositive(Money amount) {
        if (amount.minor() <= 0) {
            throw new IllegalArgumentException("Nothing to book: " + amount);
        }
    }

    private static void requireNotNegative(Money amount) {
        if (amount.minor() < 0) {
            throw new IllegalArgumentException("Less than nothing: " + amount);
        }
    }
}
