package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Payments in the database. */
@ApplicationScoped
class PaymentRepository {

    private static final String COLUMNS = """
            id, account_id, amount, currency, provider, purpose, purpose_reference, state, provider_reference, page, reason,
            refunded, refunding, created_at, expires_at, asked_at, succeeded_at""";

    /** Half the age of a payment, between the shortest and the longest pause: dense while somebody waits, rare later. */
    private static final String NEXT_CHECK = """
            $1::timestamptz + least(greatest(($1::timestamptz - created_at) / 2,
                make_interval(secs => $2::double precision)), make_interval(secs => $3::double precision))""";

    private final Pool pool;
    private final PaymentConfig config;

    PaymentRepository(Pool pool, PaymentConfig config) {
        this.pool = pool;
        this.config = config;
    }

    Uni<Void> add(SqlConnection transaction, Payment payment) {
        String sql = """
                insert into payment
                    (id, account_id, amount, currency, provider, purpose, purpose_reference, state, created_at, expires_at,
                     next_check_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";
        Tuple values = Tuple.tuple()
                .addUUID(payment.id())
                .addUUID(payment.account())
                .addLong(payment.amount().minor())
                .addString(payment.amount().currencyCode())
                .addString(payment.provider())
                .addString(payment.purpose())
                .addString(payment.purposeReference())
                .addString(payment.state().text())
                .addOffsetDateTime(at(payment.createdAt()))
                .addOffsetDateTime(at(payment.expiresAt()))
                .addOffsetDateTime(at(payment.createdAt().plus(config.shortestPause())));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** Null if there is none of that id. */
    Uni<@Nullable Payment> byId(UUID id) {
        return pool.preparedQuery("select " + COLUMNS + " from payment where id = $1")
                .execute(Tuple.of(id))
                .map(PaymentRepository::first);
    }

    /** Waits for whoever changes it, and keeps others from doing so until the transaction's end. There has to be one. */
    Uni<Payment> lock(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery("select " + COLUMNS + " from payment where id = $1 for update")
                .execute(Tuple.of(id))
                .map(rows -> payment(rows.iterator().next()));
    }

    /**
     * Newest first.
     *
     * @param account null for everybody's
     */
    Uni<Page<Payment>> page(@Nullable UUID account, PageRequest page) {
        // Two statements: no plan is good for both.
        return account == null
                ? page("where id < $1", Tuple.of(page.before(), page.limitPlusOne()), page)
                : page(
                        "where id < $1 and account_id = $3",
                        Tuple.of(page.before(), page.limitPlusOne(), account),
                        page);
    }

    private Uni<Page<Payment>> page(String where, Tuple values, PageRequest page) {
        return pool.preparedQuery("select " + COLUMNS + " from payment " + where + " order by id desc limit $2")
                .execute(values)
                .map(rows -> Page.of(payments(rows), page, Payment::id));
    }

    /**
     * Notes that the provider is about to be asked to take a payment, which one caller at a time does.
     *
     * @param lostBefore a request that began before this has got no answer, and will get none
     * @return null if somebody else is at it, or there is nothing to be asked any more
     */
    Uni<@Nullable Payment> claimAsking(UUID id, Instant now, Instant lostBefore) {
        String sql = """
                update payment set asked_at = $2
                where id = $1 and state = 'created' and (asked_at is null or asked_at <= $3)
                returning %s""".formatted(COLUMNS);
        return pool.preparedQuery(sql)
                .execute(Tuple.of(id, at(now), at(lostBefore)))
                .map(PaymentRepository::first);
    }

    /** The provider has certainly not been asked. */
    Uni<Void> unclaimAsking(UUID id) {
        return pool.preparedQuery("update payment set asked_at = null where id = $1 and state = 'created'")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** Payments whose turn it is, each for one replica: the next turn is after a pause, whatever becomes of this one. */
    Uni<List<Payment>> claimDue(Instant now, int most) {
        String sql = """
                update payment set next_check_at = %s
                where id in (
                    select id from payment where next_check_at <= $1::timestamptz
                    order by next_check_at limit $4 for update skip locked)
                returning %s""".formatted(NEXT_CHECK, COLUMNS);
        return pool.preparedQuery(sql).execute(turn(now).addInteger(most)).map(PaymentRepository::payments);
    }

    /**
     * The payment that a provider has told of, whose turn it is therefore: if what follows is lost, it comes again after a pause.
     *
     * @return null if there is none
     */
    Uni<@Nullable Payment> claimToldOf(String provider, @Nullable UUID id, @Nullable String reference, Instant now) {
        String sql = """
                update payment set next_check_at = case when state in ('created', 'pending', 'failed') then %s end
                where provider = $4 and (id = $5::uuid or provider_reference = $6::text)
                returning %s""".formatted(NEXT_CHECK, COLUMNS);
        return pool.preparedQuery(sql)
                .execute(turn(now).addString(provider).addUUID(id).addString(reference))
                .map(PaymentRepository::first);
    }

    private Tuple turn(Instant now) {
        return Tuple.tuple()
                .addOffsetDateTime(at(now))
                .addDouble(seconds(config.shortestPause()))
                .addDouble(seconds(config.longestPause()));
    }

    /** Writes where it stands. One that is not open is not asked about any more. */
    Uni<Void> save(SqlConnection transaction, Payment payment) {
        String sql = """
                update payment set state = $2::text, provider_reference = $3, page = $4, reason = $5, succeeded_at = $6,
                    next_check_at = case when $2::text in ('created', 'pending') then next_check_at end
                where id = $1""";
        Tuple values = Tuple.tuple()
                .addUUID(payment.id())
                .addString(payment.state().text())
                .addString(payment.reference())
                .addString(payment.page())
                .addString(payment.reason())
                .addOffsetDateTime(atOrNull(payment.succeededAt()));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** So much is about to go back. */
    Uni<Void> setRefunding(SqlConnection transaction, Refund refund) {
        return transaction
                .preparedQuery("update payment set refunding = $2 where id = $1")
                .execute(Tuple.of(refund.payment(), refund.amount().minor()))
                .replaceWithVoid();
    }

    /** What was about to go back has gone, or stays. */
    Uni<Void> settleRefund(SqlConnection transaction, Refund refund) {
        long gone = refund.state() == Refund.State.SUCCEEDED ? refund.amount().minor() : 0;
        return transaction
                .preparedQuery("update payment set refunded = refunded + $2, refunding = 0 where id = $1")
                .execute(Tuple.of(refund.payment(), gone))
                .replaceWithVoid();
    }

    private static @Nullable Payment first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : payment(rows.iterator().next());
    }

    private static List<Payment> payments(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PaymentRepository::payment)
                .toList();
    }

    private static Payment payment(Row row) {
        return new Payment(
                row.getUUID("id"),
                row.getUUID("account_id"),
                money(row, "amount"),
                row.getString("provider"),
                row.getString("purpose"),
                row.getString("purpose_reference"),
                Payment.State.of(row.getString("state")),
                row.getString("provider_reference"),
                row.getString("page"),
                row.getString("reason"),
                money(row, "refunded"),
                money(row, "refunding"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                instant(row.getOffsetDateTime("asked_at")),
                instant(row.getOffsetDateTime("succeeded_at")));
    }

    private static Money money(Row row, String column) {
        return Money.ofMinor(row.getLong(column), row.getString("currency"));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
