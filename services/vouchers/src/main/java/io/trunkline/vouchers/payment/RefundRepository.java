package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Refunds in the database. */
@ApplicationScoped
class RefundRepository {

    private static final String SELECT = """
            select refund.id, refund.payment_id, refund.amount, payment.currency, refund.state, refund.reason, refund.failure,
                refund.requested_by, refund.requested_at, refund.settled_at
            from payment_refund refund join payment on payment.id = refund.payment_id
            """;

    private final Pool pool;
    private final PaymentConfig config;

    RefundRepository(Pool pool, PaymentConfig config) {
        this.pool = pool;
        this.config = config;
    }

    Uni<Void> add(SqlConnection transaction, Refund refund) {
        String sql = """
                insert into payment_refund
                    (id, payment_id, amount, state, reason, requested_by, requested_at, next_check_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8)""";
        Tuple values = Tuple.tuple()
                .addUUID(refund.id())
                .addUUID(refund.payment())
                .addLong(refund.amount().minor())
                .addString(refund.state().text())
                .addString(refund.reason())
                .addUUID(refund.requestedBy())
                .addOffsetDateTime(at(refund.requestedAt()))
                .addOffsetDateTime(at(refund.requestedAt().plus(config.shortestPause())));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** Null if there is none of that id. */
    Uni<@Nullable Refund> byId(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery(SELECT + "where refund.id = $1")
                .execute(Tuple.of(id))
                .map(RefundRepository::first);
    }

    /** Of a payment, in the order of their requests. */
    Uni<List<Refund>> of(UUID payment) {
        return pool.preparedQuery(SELECT + "where refund.payment_id = $1 order by refund.id")
                .execute(Tuple.of(payment))
                .map(RefundRepository::refunds);
    }

    /** The one of a payment that is under way; null if none is. */
    Uni<@Nullable Refund> underWayOf(UUID payment) {
        return pool.preparedQuery(SELECT + "where refund.payment_id = $1 and refund.state = 'pending'")
                .execute(Tuple.of(payment))
                .map(RefundRepository::first);
    }

    /** Refunds whose turn it is, each for one replica: the next turn is after a pause, whatever becomes of this one. */
    Uni<List<Refund>> claimDue(Instant now, int most) {
        String sql = """
                with due as (
                    update payment_refund set next_check_at = $1::timestamptz
                        + least(greatest(($1::timestamptz - requested_at) / 2, make_interval(secs => $2::double precision)),
                            make_interval(secs => $3::double precision))
                    where id in (
                        select id from payment_refund where next_check_at <= $1::timestamptz
                        order by next_check_at limit $4 for update skip locked)
                    returning *)
                select refund.id, refund.payment_id, refund.amount, payment.currency, refund.state, refund.reason,
                    refund.failure, refund.requested_by, refund.requested_at, refund.settled_at
                from due refund join payment on payment.id = refund.payment_id""";
        Tuple values = Tuple.tuple()
                .addOffsetDateTime(at(now))
                .addDouble(config.shortestPause().toMillis() / 1000.0)
                .addDouble(config.longestPause().toMillis() / 1000.0)
                .addInteger(most);
        return pool.preparedQuery(sql).execute(values).map(RefundRepository::refunds);
    }

    /** False if it was settled before. */
    Uni<Boolean> settle(SqlConnection transaction, Refund refund) {
        String sql = """
                update payment_refund set state = $2, failure = $3, settled_at = $4, next_check_at = null
                where id = $1 and state = 'pending'""";
        Tuple values = Tuple.tuple()
                .addUUID(refund.id())
                .addString(refund.state().text())
                .addString(refund.failure())
                .addOffsetDateTime(refund.settledAt() == null ? null : at(refund.settledAt()));
        return transaction.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
    }

    private static @Nullable Refund first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : refund(rows.iterator().next());
    }

    private static List<Refund> refunds(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RefundRepository::refund)
                .toList();
    }

    private static Refund refund(Row row) {
        OffsetDateTime settledAt = row.getOffsetDateTime("settled_at");
        return new Refund(
                row.getUUID("id"),
                row.getUUID("payment_id"),
                Money.ofMinor(row.getLong("amount"), row.getString("currency")),
                Refund.State.of(row.getString("state")),
                row.getString("reason"),
                row.getString("failure"),
                row.getUUID("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(),
                settledAt == null ? null : settledAt.toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
