package io.trunkline.vouchers.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads balances and the journal. They are written by the statement of each change. */
@ApplicationScoped
public class LedgerRepository {

    /** How far the time in an entry's id may be from that of its booking. */
    private static final Duration SLACK = Duration.ofDays(1);

    private final Pool pool;

    LedgerRepository(Pool pool) {
        this.pool = pool;
    }

    /** One for each currency that the account has ever had, in the order of their codes. */
    Uni<List<Balance>> balancesOf(UUID account) {
        String sql = """
                select amount, amount - held as available, currency from balance
                where account_id = $1 order by currency""";
        return pool.preparedQuery(sql).execute(Tuple.of(account)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Balance(money(row, "amount"), money(row, "available")))
                .toList());
    }

    /** @param available what of it is not held for something that goes on, such as a call */
    record Balance(Money amount, Money available) {}

    /** Newest first. */
    Uni<Page<LedgerEntry>> entriesOf(UUID account, PageRequest page) {
        String sql = """
                select id, kind, source, currency, amount, balance_after, note, booked_at
                from ledger_entry where account_id = $1 and id < $2
                order by id desc limit $3""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(account, page.before(), page.limitPlusOne()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerRepository::entry)
                        .toList())
                .map(entries -> Page.of(entries, page, LedgerEntry::id));
    }

    /**
     * Those of one balance that were booked in a time, newest first. Ids have the order of time, so that only this time is gone
     * through, without an index of its own for all that is ever booked.
     *
     * @param from the first moment
     * @param to the first moment that does not belong to it
     */
    public Uni<Page<LedgerEntry>> entriesOf(
            UUID account, Currency currency, Instant from, Instant to, PageRequest page) {
        String sql = """
                select id, kind, source, currency, amount, balance_after, note, booked_at
                from ledger_entry
                where account_id = $1 and id >= $2::uuid and id < least($3::uuid, $4::uuid)
                    and currency = $5 and booked_at >= $6 and booked_at < $7
                order by id desc limit $8""";
        Tuple values = Tuple.tuple()
                .addUUID(account)
                .addUUID(Ids.firstAt(from.minus(SLACK)))
                .addUUID(Ids.firstAt(to.plus(SLACK)))
                .addUUID(page.before())
                .addString(currency.getCurrencyCode())
                .addOffsetDateTime(from.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(to.atOffset(ZoneOffset.UTC))
                .addInteger(page.limitPlusOne());
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerRepository::entry)
                        .toList())
                .map(entries -> Page.of(entries, page, LedgerEntry::id));
    }

    private static LedgerEntry entry(Row row) {
        return new LedgerEntry(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("source"),
                money(row, "amount"),
                money(row, "balance_after"),
                row.getString("note"),
                row.getOffsetDateTime("booked_at").toInstant());
    }

    private static Money money(Row row, String column) {
        return Money.ofMinor(row.getLong(column), row.getString("currency"));
    }
}
