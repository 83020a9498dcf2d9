package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Batches in the database. */
@ApplicationScoped
class BatchRepository {

    private final Pool pool;

    BatchRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> addDraft(SqlConnection transaction, Batch batch) {
        String sql = """
                insert into voucher_batch
                    (id, state, count, credit, currency, vendor, bulk_number, expires_at, created_by, created_at, valid_from,
                     per_account, credit_days)
                values ($1, 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""";
        Tuple values = Tuple.tuple()
                .addUUID(batch.id())
                .addInteger(batch.count())
                .addLong(batch.credit().minor())
                .addString(batch.credit().currencyCode())
                .addString(batch.vendor())
                .addString(batch.bulkNumber())
                .addOffsetDateTime(batch.expiresAt().atOffset(ZoneOffset.UTC))
                .addUUID(batch.createdBy())
                .addOffsetDateTime(batch.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(
                        batch.validFrom() == null ? null : batch.validFrom().atOffset(ZoneOffset.UTC))
                .addInteger(batch.perAccount())
                .addInteger(batch.creditDays());
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /**
     * Takes the one step from draft to issued. Of two that race for it the second waits for the first and then gets null.
     *
     * @return null if there is no such draft, or it has expired, been voided, or has more codes than that
     */
    Uni<@Nullable Batch> issue(SqlConnection transaction, UUID id, int largest, String keyId, Instant now) {
        String sql = """
                update voucher_batch set state = 'issued', issued_at = $2, key_id = $3
                where id = $1 and state = 'draft' and expires_at > $2 and voided_at is null and count <= $4
                returning *""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC), keyId, largest))
                .map(BatchRepository::firstOf);
    }

    /** Null if there is none. */
    Uni<@Nullable Batch> byId(UUID id) {
        return byId(pool, id);
    }

    Uni<@Nullable Batch> byId(SqlClient client, UUID id) {
        return client.preparedQuery("select * from voucher_batch where id = $1")
                .execute(Tuple.of(id))
                .map(BatchRepository::firstOf);
    }

    /** Newest first. */
    Uni<Page<Batch>> page(PageRequest page) {
        return pool.preparedQuery("select * from voucher_batch where id < $1 order by id desc limit $2")
                .execute(Tuple.of(page.before(), page.limitPlusOne()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(BatchRepository::batch)
                        .toList())
                .map(batches -> Page.of(batches, page, Batch::id));
    }

    /** Reads all vouchers of the batch: a million take about a second. */
    Uni<Batch.Standing> standingOf(Batch batch, Instant now) {
        String sql = """
                select count(*) filter (where state = 'generated') as generated,
                    count(*) filter (where state = 'active') as active,
                    count(*) filter (where state = 'depleted') as depleted,
                    count(*) filter (where state = 'expired') as expired,
                    count(*) filter (where state = 'voided') as voided,
                    count(lot) as activated,
                    coalesce(sum(remaining), 0)::bigint as remaining
                from (
                    select lot.id as lot, lot.remaining,
                        voucher_state(voucher.activated_at, coalesce(voucher.voided_at, batch.voided_at),
                            voucher.expired_at, voucher.expires_at, lot.remaining, lot.expired_at, $2::timestamptz) as state
                    from voucher
                    join voucher_batch batch on batch.id = voucher.batch_id
                    left join credit_lot lot on lot.id = voucher.id
                    where voucher.batch_id = $1::uuid) as voucher""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(batch.id(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> standing(batch, rows.iterator().next()));
    }

    private static Batch.Standing standing(Batch batch, Row row) {
        return new Batch.Standing(
                row.getLong("generated"),
                row.getLong("active"),
                row.getLong("depleted"),
                row.getLong("expired"),
                row.getLong("voided"),
                batch.creditOf(row.getLong("activated")),
                Money.ofMinor(row.getLong("remaining"), batch.credit().currencyCode()));
    }

    /**
     * Makes the unused vouchers of a batch worthless from this commit on; {@link ClosingSweep} tells of each. A draft is not
     * issued any more.
     *
     * @return null if there is no such batch, its codes are being made, or it has come to its end
     */
    Uni<@Nullable Batch> voidUnused(SqlConnection transaction, UUID id, UUID operator, String reason, Instant now) {
        String sql = """
                update voucher_batch set voided_at = $2::timestamptz, voided_by = $3::uuid, void_reason = $4::text
                where id = $1::uuid and state <> 'issuing' and voided_at is null and expires_at > $2::timestamptz
                returning *""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC), operator, reason))
                .map(BatchRepository::firstOf);
    }

    private static @Nullable Batch firstOf(RowSet<Row> rows) {
        return rows.size() == 0 ? null : batch(rows.iterator().next());
    }

    static Batch batch(Row row) {
        return new Batch(
                row.getUUID("id"),
                row.getInteger("count"),
                Money.ofMinor(row.getLong("credit"), row.getString("currency")),
                row.getString("vendor"),
                row.getString("bulk_number"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getUUID("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                instantOf(row, "valid_from"),
                row.getInteger("per_account"),
                row.getInteger("credit_days"),
                Batch.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instantOf(row, "issued_at"),
                voiding(row));
    }

    private static Batch.@Nullable Voiding voiding(Row row) {
        Instant at = instantOf(row, "voided_at");
        return at == null ? null : new Batch.Voiding(row.getUUID("voided_by"), at, row.getString("void_reason"));
    }

    private static @Nullable Instant instantOf(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
