package io.trunkline.vouchers.statement;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.statement.Statement.Line;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Reads statements from the journal, each by one look at it. */
@ApplicationScoped
class StatementRepository {

    private static final int MOST_LINES = 20_000;
    /** An entry has its id before it is booked. */
    private static final Duration LONGEST_BOOKING = Duration.ofHours(1);

    /** At least one row. The newest first, so that balances can be counted back from the one that stands. */
    private static final String STATEMENT = """
            with entry as (
                select id, kind, source, note, amount, booked_at from ledger_entry
                where account_id = $1 and currency = $2 and id >= $3 and booked_at >= $4),
            closing as (
                select coalesce((select amount from balance where account_id = $1 and currency = $2), 0)
                    - coalesce((select sum(amount) from entry where booked_at >= $5), 0) as amount)
            select closing.amount::bigint as closing, entry.* from closing
            left join entry on entry.booked_at < $5
            order by entry.booked_at desc, entry.id desc limit $6""";

    private final Pool pool;

    StatementRepository(Pool pool) {
        this.pool = pool;
    }

    /** @throws Refused 400 if it would be too long */
    Uni<Statement> of(UUID account, Currency currency, Period period) {
        Tuple values = Tuple.tuple()
                .addUUID(account)
                .addString(currency.getCurrencyCode())
                .addUUID(Ids.firstAt(period.start().minus(LONGEST_BOOKING)))
                .addOffsetDateTime(period.start().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(period.end().atOffset(ZoneOffset.UTC))
                .addInteger(MOST_LINES + 1);
        return pool.preparedQuery(STATEMENT).execute(values).map(rows -> statement(account, currency, period, rows));
    }

    private static Statement statement(UUID account, Currency currency, Period period, RowSet<Row> rows) {
        if (rows.size() > MOST_LINES) {
            throw Refused.invalid("to", "must be earlier: there are more than " + MOST_LINES + " changes");
        }
        long closing = rows.iterator().next().getLong("closing");
        long balance = closing;
        List<Line> lines = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID("id") != null) {
                long amount = row.getLong("amount");
                lines.add(line(row, new Money(amount, currency), new Money(balance, currency)));
                balance -= amount;
            }
        }
        return new Statement(account, period, new Money(closing, currency), lines.reversed());
    }

    private static Line line(Row row, Money amount, Money balance) {
        return new Line(
                row.getOffsetDateTime("booked_at").toInstant(),
                row.getString("kind"),
                row.getString("source"),
                row.getString("note"),
                amount,
                balance);
    }
}
