package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exports in the database. */
@ApplicationScoped
class ExportRepository {

    private final Pool pool;

    ExportRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes the step from draft to issuing. Of two that race for it the second waits for the first and then gets false.
     *
     * @return false if there is no such draft, or it has expired or been voided
     */
    Uni<Boolean> start(
            SqlConnection transaction,
            UUID batch,
            String keyId,
            String publicKey,
            String fingerprint,
            UUID operator,
            Instant now) {
        String sql = """
                with issuing as (
                    update voucher_batch set state = 'issuing', key_id = $2::text
                    where id = $1::uuid and state = 'draft' and expires_at > $6::timestamptz and voided_at is null
                    returning id
                )
                insert into voucher_export (batch_id, public_key, fingerprint, requested_by, requested_at)
                select id, $3::text, $4::text, $5::uuid, $6::timestamptz from issuing""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(batch, keyId, publicKey, fingerprint, operator, at(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Null if there is none. */
    Uni<@Nullable Export> of(UUID batch) {
        return of(pool, batch);
    }

    Uni<@Nullable Export> of(SqlClient client, UUID batch) {
        String sql = """
                select export.*, voucher_batch.count
                from voucher_export export join voucher_batch on voucher_batch.id = export.batch_id
                where export.batch_id = $1::uuid""";
        return client.preparedQuery(sql)
                .execute(Tuple.of(batch))
                .map(rows -> rows.size() == 0 ? null : export(rows.iterator().next()));
    }

    /** Takes the oldest export that goes on and that no other replica is at; null if there is none. */
    Uni<@Nullable ExportJob> takeNext(SqlConnection transaction) {
        String sql = """
                select batch.*, export.public_key, export.requested_at, export.made
                from voucher_export export join voucher_batch batch on batch.id = export.batch_id
                where export.finished_at is null
                order by export.requested_at limit 1
                for no key update of export skip locked""";
        return transaction
                .preparedQuery(sql)
                .execute()
                .map(rows -> rows.size() == 0 ? null : job(rows.iterator().next()));
    }

    /** Adds a part, and lets the next one begin after it. */
    Uni<Void> add(SqlConnection transaction, UUID batch, ExportPart part) {
        String sql = """
                with part as (
                    insert into voucher_export_part (batch_id, number, first_serial, last_serial, ciphertext)
                    values ($1::uuid, $2::int, $3::int, $4::int, $5::bytea)
                )
                update voucher_export set made = $4::int where batch_id = $1::uuid""";
        Tuple values =
                Tuple.of(batch, part.number(), part.firstSerial(), part.lastSerial(), Buffer.buffer(part.ciphertext()));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** All codes have been made: the batch is issued. */
    Uni<Void> finish(SqlConnection transaction, UUID batch, Instant now) {
        String sql = """
                with issued as (
                    update voucher_batch set state = 'issued', issued_at = $2::timestamptz where id = $1::uuid
                )
                update voucher_export set finished_at = $2::timestamptz where batch_id = $1::uuid""";
        return transaction.preparedQuery(sql).execute(Tuple.of(batch, at(now))).replaceWithVoid();
    }

    /** @throws java.util.NoSuchElementException if it has been deleted meanwhile */
    Uni<ExportPart> part(UUID batch, int number) {
        String sql = """
                select number, first_serial, last_serial, ciphertext
                from voucher_export_part where batch_id = $1::uuid and number = $2::int""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(batch, number))
                .map(rows -> part(rows.iterator().next()));
    }

    /** Deletes the files of exports that were finished before that moment. */
    Uni<Void> deleteFinishedBefore(Instant end, Instant now) {
        String sql = """
                with old as (
                    update voucher_export set deleted_at = $2::timestamptz
                    where finished_at < $1::timestamptz and deleted_at is null
                    returning batch_id
                )
                delete from voucher_export_part part using old where part.batch_id = old.batch_id""";
        return pool.preparedQuery(sql).execute(Tuple.of(at(end), at(now))).replaceWithVoid();
    }

    private static ExportJob job(Row row) {
        return new ExportJob(
                BatchRepository.batch(row),
                row.getString("key_id"),
                row.getString("public_key"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getInteger("made"));
    }

    private static Export export(Row row) {
        return new Export(
                row.getUUID("batch_id"),
                row.getString("fingerprint"),
                row.getInteger("made"),
                row.getInteger("count"),
                row.getUUID("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(),
                instantOf(row, "finished_at"),
                instantOf(row, "deleted_at"));
    }

    private static ExportPart part(Row row) {
        return new ExportPart(
                row.getInteger("number"),
                row.getInteger("first_serial"),
                row.getInteger("last_serial"),
                row.getBuffer("ciphertext").getBytes());
    }

    private static @Nullable Instant instantOf(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
