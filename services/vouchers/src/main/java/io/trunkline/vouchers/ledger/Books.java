package io.trunkline.vouchers.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.batch.Batches;
import io.trunkline.kit.database.Transactions;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one way to change balances, but for the activation of vouchers. Bookings that come while others are being written share
 * the next transaction: each is an entry of its own with an answer of its own, and an account on which many book at once is as
 * fast as many accounts.
 */
@ApplicationScoped
public class Books {

    private static final int LARGEST_BATCH = 500;
    private static final int MOST_WAITING = 20_000;

    private final Transactions transactions;
    private final BookStore store;
    private final Clock clock;
    private final Batches<Booking, Booked> batches = new Batches<>(LARGEST_BATCH, MOST_WAITING, this::write);

    Books(Transactions transactions, BookStore store, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    /** Completes when it is durable. */
    public Uni<Booked> book(Booking booking) {
        return batches.add(booking);
    }

    private Uni<List<Booked>> write(List<Booking> bookings) {
        return transactions.inTransaction(transaction -> book(transaction, bookings));
    }

    /** In the caller's transaction, which should do little else: the balances are locked until its end. */
    public Uni<List<Booked>> book(SqlConnection transaction, List<Booking> bookings) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SortedSet<Account> accounts = bookings.stream().map(Account::of).collect(Collectors.toCollection(TreeSet::new));
        return store.open(transaction, accounts, bookings, now).chain(books -> {
            List<Booked> results = new ArrayList<>();
            for (Booking booking : bookings) {
                results.add(book(books, booking, now));
            }
            return store.write(transaction, books.values(), now).replaceWith(results);
        });
    }

    private static Booked book(Map<Account, AccountBook> books, Booking booking, Instant now) {
        AccountBook book = books.get(Account.of(booking));
        return book == null ? nothingThere(booking) : book.book(booking, now);
    }

    /** An account that has never had credit has none. */
    private static Booked nothingThere(Booking booking) {
        Money nothing = new Money(0, booking.currency());
        boolean wantsCredit = booking instanceof Booking.Debit || booking instanceof Booking.Hold;
        Outcome outcome = wantsCredit ? Outcome.INSUFFICIENT : Outcome.NOTHING_THERE;
        return new Booked(new UUID(0, 0), outcome, nothing, nothing, nothing);
    }
}
