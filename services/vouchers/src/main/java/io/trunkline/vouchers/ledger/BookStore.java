package io.trunkline.vouchers.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.vouchers.ledger.AccountBook.Known;
import io.trunkline.vouchers.ledger.AccountBook.NewUsage;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Books of many balances, from the database and back to it. Balances are locked first, in one order, by a statement of its own:
 * what is read after it cannot change any more. Reads, and then writes, go to the database at once, without waiting for each
 * other.
 */
@ApplicationScoped
class BookStore {

    private static final String OPEN = """
            insert into balance (account_id, currency, amount, version, updated_at)
            select account_id, currency, 0, 0, $3::timestamptz from unnest($1::uuid[], $2::text[]) as i (account_id, currency)
            order by account_id, currency
            on conflict do nothing""";

    private static final String LOCK = """
            select account_id, currency, amount, held, version from balance
            where (account_id, currency) in (select * from unnest($1::uuid[], $2::text[]))
            order by account_id, currency for update""";

    private static final String LOTS = """
            select id, account_id, currency, source, credit, remaining, expires_at from credit_lot
            where (account_id, currency) in (select * from unnest($1::uuid[], $2::text[])) and remaining > 0""";

    private static final String HOLDS = """
            select id, account_id, currency, source, amount, state, expires_at from hold
            where source = any ($1::text[]) or id = any ($2::uuid[])""";

    private static final String KNOWN = """
            select source, id, amount from ledger_entry where source = any ($1::text[])
            union all
            select source, id, charged from usage_record where source = any ($1::text[])""";

    private static final String BALANCES = """
            update balance set amount = i.amount, held = i.held, version = i.version, updated_at = $6::timestamptz
            from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
                as i (account_id, currency, amount, held, version)
            where balance.account_id = i.account_id and balance.currency = i.currency""";

    private static final String SPENT_LOTS = """
            update credit_lot set remaining = i.remaining, expired_at = case when i.is_expired then $4::timestamptz end
            from unnest($1::uuid[], $2::bigint[], $3::boolean[]) as i (id, remaining, is_expired)
            where credit_lot.id = i.id""";

    private static final String NEW_LOTS = """
            insert into credit_lot (id, account_id, currency, source, credit, remaining, expires_at, created_at)
            select *, $8::timestamptz
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::timestamptz[])""";

    private static final String HOLD = """
            insert into hold (id, account_id, currency, source, amount, state, expires_at, created_at, settled_at)
            select id, account_id, currency, source, amount, state, expires_at, $8::timestamptz,
                case when state <> 'open' then $8::timestamptz end
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::timestamptz[])
                as i (id, account_id, currency, source, amount, state, expires_at)
            on conflict (id) do update
            set amount = excluded.amount, state = excluded.state, expires_at = excluded.expires_at,
                settled_at = excluded.settled_at""";

    /** The other side of each posting follows from its kind. */
    private static final String ENTRIES = """
            with entry as (
                insert into ledger_entry
                    (id, account_id, kind, source, currency, amount, balance_after, booked_at, note, booked_by)
                select id, account_id, kind, source, currency, amount, balance_after, $11::timestamptz, note, booked_by
                from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
                    $9::uuid[]) as i (id, account_id, kind, source, currency, amount, balance_after, note, booked_by)
            )
            insert into ledger_posting (entry_id, account, amount)
            select id, 'customer:' || account_id, amount
            from unnest($1::uuid[], $2::uuid[], $6::bigint[]) as own (id, account_id, amount)
            union all
            select id, contra, -amount from unnest($1::uuid[], $10::text[], $6::bigint[]) as other (id, contra, amount)""";

    private static final String USAGES = """
            insert into usage_record (id, account_id, currency, kind, source, price, charged, booked_at)
            select *, $8::timestamptz
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])""";

    private final Outbox outbox;

    BookStore(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Locks the balances until the transaction's end, and reads what bookings need to know of them. */
    Uni<Map<Account, AccountBook>> open(
            SqlConnection transaction, SortedSet<Account> accounts, List<Booking> bookings, Instant now) {
        UUID[] ids = array(accounts, Account::id, UUID[]::new);
        String[] currencies = array(accounts, account -> account.currency().getCurrencyCode(), String[]::new);
        return make(transaction, bookings, now)
                .chain(() -> run(transaction, LOCK, Tuple.of(ids, currencies)))
                .chain(balances -> Uni.combine()
                        .all()
                        .unis(
                                run(transaction, LOTS, Tuple.of(ids, currencies)),
                                run(transaction, HOLDS, Tuple.of(sources(bookings), holds(bookings))),
                                run(transaction, KNOWN, Tuple.tuple().addArrayOfString(sources(bookings))))
                        .with((lots, holds, known) -> books(balances, lots, holds, known)));
    }

    /** Credit makes a balance that is not there; of what was used without one it is kept that nothing could be charged. */
    private static Uni<Void> make(SqlConnection transaction, List<Booking> bookings, Instant now) {
        List<Account> made = bookings.stream()
                .filter(booking -> booking instanceof Booking.Credit || booking instanceof Booking.Usage)
                .map(Account::of)
                .distinct()
                .toList();
        if (made.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(
                array(made, Account::id, UUID[]::new),
                array(made, account -> account.currency().getCurrencyCode(), String[]::new),
                at(now));
        return run(transaction, OPEN, values).replaceWithVoid();
    }

    private static String[] sources(List<Booking> bookings) {
        return array(bookings, Booking::source, String[]::new);
    }

    private static UUID[] holds(List<Booking> bookings) {
        return bookings.stream()
                .map(booking -> switch (booking) {
                    case Booking.Usage usage -> usage.hold();
                    case Booking.Release release -> release.hold();
                    default -> null;
                })
                .filter(java.util.Objects::nonNull)
                .toArray(UUID[]::new);
    }

    private static Map<Account, AccountBook> books(
            RowSet<Row> balances, RowSet<Row> lots, RowSet<Row> holds, RowSet<Row> known) {
        Map<Account, List<Lot>> lotsOf = new HashMap<>();
        lots.forEach(row -> lotsOf.computeIfAbsent(account(row), account -> new ArrayList<>())
                .add(lot(row)));
        Map<Account, List<HeldCredit>> holdsOf = new HashMap<>();
        holds.forEach(row -> holdsOf.computeIfAbsent(account(row), account -> new ArrayList<>())
                .add(hold(row)));
        Map<String, Known> sources = new HashMap<>();
        known.forEach(row ->
                sources.putIfAbsent(row.getString("source"), new Known(row.getUUID("id"), row.getLong("amount"))));
        Map<Account, AccountBook> books = new HashMap<>();
        for (Row row : balances) {
            Account account = account(row);
            books.put(
                    account,
                    new AccountBook(
                            account,
                            row.getLong("amount"),
                            row.getLong("held"),
                            row.getLong("version"),
                            lotsOf.getOrDefault(account, List.of()),
                            holdsOf.getOrDefault(account, List.of()),
                            sources));
        }
        return books;
    }

    /** Writes what has changed. */
    Uni<Void> write(SqlConnection transaction, Collection<AccountBook> books, Instant now) {
        List<AccountBook> changed =
                books.stream().filter(AccountBook::isChanged).toList();
        List<Uni<?>> writes = new ArrayList<>();
        if (!changed.isEmpty()) {
            writes.add(run(transaction, BALANCES, balances(changed, now)));
        }
        add(writes, changed, AccountBook::newLots, rows -> run(transaction, NEW_LOTS, newLots(rows, now)));
        add(writes, changed, AccountBook::changedLots, rows -> run(transaction, SPENT_LOTS, spentLots(rows, now)));
        add(
                writes,
                changed,
                book -> List.copyOf(book.changedHolds()),
                rows -> run(transaction, HOLD, holds(rows, now)));
        add(writes, changed, AccountBook::entries, rows -> run(transaction, ENTRIES, entries(rows, now)));
        add(writes, List.copyOf(books), AccountBook::usages, rows -> run(transaction, USAGES, usages(rows, now)));
        writes.add(outbox.addAll(
                transaction,
                changed.stream().flatMap(book -> book.events().stream()).toList()));
        return Uni.combine().all().unis(writes).discardItems();
    }

    /** A row and the book that it belongs to. */
    private record Of<T>(AccountBook book, T row) {}

    private static <T> void add(
            List<Uni<?>> writes,
            List<AccountBook> books,
            Function<AccountBook, List<T>> rowsOf,
            Function<List<Of<T>>, Uni<?>> write) {
        List<Of<T>> rows = books.stream()
                .flatMap(book -> rowsOf.apply(book).stream().map(row -> new Of<>(book, row)))
                .toList();
        if (!rows.isEmpty()) {
            writes.add(write.apply(rows));
        }
    }

    private static Tuple balances(List<AccountBook> books, Instant now) {
        return Tuple.tuple()
                .addArrayOfUUID(array(books, book -> book.account().id(), UUID[]::new))
                .addArrayOfString(array(books, BookStore::currency, String[]::new))
                .addArrayOfLong(array(books, AccountBook::amount, Long[]::new))
                .addArrayOfLong(array(books, AccountBook::held, Long[]::new))
                .addArrayOfLong(array(books, AccountBook::version, Long[]::new))
                .addOffsetDateTime(at(now));
    }

    private static Tuple newLots(List<Of<Lot>> rows, Instant now) {
        return Tuple.tuple()
                .addArrayOfUUID(array(rows, of -> of.row().id(), UUID[]::new))
                .addArrayOfUUID(array(rows, of -> of.book().account().id(), UUID[]::new))
                .addArrayOfString(array(rows, of -> currency(of.book()), String[]::new))
                .addArrayOfString(array(rows, of -> of.row().source(), String[]::new))
                .addArrayOfLong(array(rows, of -> of.row().credit(), Long[]::new))
                .addArrayOfLong(array(rows, of -> of.row().remaining(), Long[]::new))
                .addArrayOfOffsetDateTime(array(rows, of -> atOrNull(of.row().expiresAt()), OffsetDateTime[]::new))
                .addOffsetDateTime(at(now));
    }

    private static Tuple spentLots(List<Of<Lot>> rows, Instant now) {
        return Tuple.tuple()
                .addArrayOfUUID(array(rows, of -> of.row().id(), UUID[]::new))
                .addArrayOfLong(array(rows, of -> of.row().remaining(), Long[]::new))
                .addArrayOfBoolean(array(rows, of -> of.row().isExpired(), Boolean[]::new))
                .addOffsetDateTime(at(now));
    }

    private static Tuple holds(List<Of<HeldCredit>> rows, Instant now) {
        return Tuple.tuple()
                .addArrayOfUUID(array(rows, of -> of.row().id(), UUID[]::new))
                .addArrayOfUUID(array(rows, of -> of.book().account().id(), UUID[]::new))
                .addArrayOfString(array(rows, of -> currency(of.book()), String[]::new))
                .addArrayOfString(array(rows, of -> of.row().source(), String[]::new))
                .addArrayOfLong(array(rows, of -> of.row().amount(), Long[]::new))
                .addArrayOfString(array(rows, of -> of.row().state().text(), String[]::new))
                .addArrayOfOffsetDateTime(array(rows, of -> at(of.row().expiresAt()), OffsetDateTime[]::new))
                .addOffsetDateTime(at(now));
    }

    private static Tuple entries(List<Of<NewEntry>> rows, Instant now) {
        return Tuple.tuple()
                .addArrayOfUUID(array(rows, of -> of.row().id(), UUID[]::new))
                .addArrayOfUUID(array(rows, of -> of.book().account().id(), UUID[]::new))
                .addArrayOfString(array(rows, of -> of.row().kind().text(), String[]::new))
                .addArrayOfString(array(rows, of -> of.row().source(), String[]::new))
                .addArrayOfString(array(rows, of -> currency(of.book()), String[]::new))
                .addArrayOfLong(array(rows, of -> of.row().amount(), Long[]::new))
                .addArrayOfLong(array(rows, of -> of.row().balanceAfter(), Long[]::new))
                .addArrayOfString(array(rows, of -> of.row().note(), String[]::new))
                .addArrayOfUUID(array(rows, of -> of.row().by(), UUID[]::new))
                .addArrayOfString(array(rows, of -> of.row().kind().contra(), String[]::new))
                .addOffsetDateTime(at(now));
    }

    private static Tuple usages(List<Of<NewUsage>> rows, Instant now) {
        return Tuple.tuple()
                .addArrayOfUUID(array(rows, of -> of.row().usage().entry(), UUID[]::new))
                .addArrayOfUUID(array(rows, of -> of.book().account().id(), UUID[]::new))
                .addArrayOfString(array(rows, of -> currency(of.book()), String[]::new))
                .addArrayOfString(array(rows, of -> of.row().usage().kind().text(), String[]::new))
                .addArrayOfString(array(rows, of -> of.row().usage().source(), String[]::new))
                .addArrayOfLong(array(rows, of -> of.row().usage().amount().minor(), Long[]::new))
                .addArrayOfLong(array(rows, of -> of.row().charged(), Long[]::new))
                .addOffsetDateTime(at(now));
    }

    private static String currency(AccountBook book) {
        return book.account().currency().getCurrencyCode();
    }

    private static Account account(Row row) {
        return new Account(row.getUUID("account_id"), Currency.getInstance(row.getString("currency")));
    }

    private static Lot lot(Row row) {
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new Lot(
                row.getUUID("id"),
                row.getString("source"),
                row.getLong("credit"),
                row.getLong("remaining"),
                expiresAt == null ? null : expiresAt.toInstant());
    }

    private static HeldCredit hold(Row row) {
        return new HeldCredit(
                row.getUUID("id"),
                row.getString("source"),
                row.getLong("amount"),
                HeldCredit.State.of(row.getString("state")),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static Uni<RowSet<Row>> run(SqlConnection transaction, String sql, Tuple values) {
        return transaction.preparedQuery(sql).execute(values);
    }

    private static <S, T> T[] array(
            Collection<? extends S> rows, Function<? super S, ? extends @Nullable T> part, IntFunction<T[]> make) {
        return rows.stream().map(part).toArray(make);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }
}
