package io.trunkline.vouchers.ledger;

import java.util.Currency;
import java.util.UUID;

/** One balance: an account has one for each currency. */
record Account(UUID id, Currency currency) implements Comparable<Account> {

    static Account of(Booking booking) {
        return new Account(booking.account(), booking.currency());
    }

    /** The order of the database, in which balances are locked. */
    @Override
    public int compareTo(Account other) {
        int byId = id.toString().compareTo(other.id.toString());
        return byId == 0 ? currency.getCurrencyCode().compareTo(other.currency.getCurrencyCode()) : byId;
    }
}
