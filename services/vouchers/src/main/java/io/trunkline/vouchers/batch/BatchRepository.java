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
                    (id, state, count, credit, currency, vendor, bulk_number, expires_at, created_by, created_at)
                values ($1, 'draft', $2, $3, $4, $5, $6, $7, $8, $9)""";
        Tuple values = Tuple.tuple()
                .addUUID(batch.id())
                .addInteger(batch.count())
                .addLong(batch.credit().minor())
                .addString(batch.credit().currencyCode())
                .addString(batch.vendor())
                .addString(batch.bulkNumber())
                .addOffsetDateTime(batch.expiresAt().atOffset(ZoneOffset.UTC))
                .addUUID(batch.createdBy())
                .addOffsetDateTime(batch.createdAt().atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /**
     * Takes the one step from draft to issued. Of two that race for it the second waits for the first and then gets null.
     *
     * @return null if there is no such draft, or it has expired
     */
    Uni<@Nullable Batch> issue(SqlConnection transaction, UUID id, String keyId, Instant now) {
        String sql = """
                update voucher_batch set state = 'issued', issued_at = $2, key_id = $3
                where id = $1 and state = 'draft' and expires_at > $2
                returning *""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC), keyId))
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

    Uni<Batch.Counts> countsOf(UUID batch, Instant now) {
        String sql = """
                select count(*) filter (where activated_at is null and expires_at > $2) as generated,
                    count(*) filter (where activated_at is not null) as active,
                    count(*) filter (where activated_at is null and expires_at <= $2) as expired
                from voucher where batch_id = $1""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(batch, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Batch.Counts(row.getLong("generated"), row.getLong("active"), row.getLong("expired")));
    }

    private static @Nullable Batch firstOf(RowSet<Row> rows) {
        return rows.size() == 0 ? null : batch(rows.iterator().next());
    }

    private static Batch batch(Row row) {
        OffsetDateTime issuedAt = row.getOffsetDateTime("issued_at");
        return new Batch(
                row.getUUID("id"),
                row.getInteger("count"),
                Money.ofMinor(row.getLong("credit"), row.getString("currency")),
                row.getString("vendor"),
                row.getString("bulk_number"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getUUID("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                issuedAt == null ? null : issuedAt.toInstant());
    }
}
