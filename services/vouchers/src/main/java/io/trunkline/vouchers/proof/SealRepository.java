package io.trunkline.vouchers.proof;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Seals, and what they cover. */
@ApplicationScoped
class SealRepository {

    /** Only what no transaction in progress can still come before: its number would have to be higher. */
    private static final String ENTRIES = """
            select e.xid::text as xid, e.id, e.account_id, e.kind, e.source, e.currency, e.amount, e.balance_after, e.booked_at,
                e.booked_by, e.note, p.postings
            from ledger_entry e
            left join lateral (
                select string_agg(account || '=' || amount, ',' order by account) as postings
                from ledger_posting where entry_id = e.id) p on true
            where (e.xid, e.id) > ($1::text::xid8, $2::uuid) and (e.xid, e.id) <= ($3::text::xid8, $4::uuid)
                and e.xid < pg_snapshot_xmin(pg_current_snapshot())
            order by e.xid, e.id limit $5""";

    private static final String COLUMNS =
            "number, last_xid::text as last_xid, last_id, entries, encode(hash, 'hex') as hash, sealed_at";

    /** No transaction has a higher number. */
    private static final String NO_END = "18446744073709551615";

    private final Pool pool;

    SealRepository(Pool pool) {
        this.pool = pool;
    }

    /** Whether the caller is the only one who seals until the transaction's end. */
    Uni<Boolean> claim(SqlConnection transaction) {
        return transaction
                .query("select pg_try_advisory_xact_lock(x'7365616c'::int) as mine")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("mine"));
    }

    Uni<Seal> last(SqlClient client) {
        return client.query("select " + COLUMNS + " from ledger_seal order by number desc limit 1")
                .execute()
                .map(rows ->
                        rows.size() == 0 ? Seal.NONE : Seal.of(rows.iterator().next()));
    }

    Uni<Seal> last() {
        return last(pool);
    }

    /** {@link Seal#NONE} for number 0, and for one that is not there. */
    Uni<Seal> numbered(long number) {
        return pool.preparedQuery("select " + COLUMNS + " from ledger_seal where number = $1")
                .execute(Tuple.of(number))
                .map(rows ->
                        rows.size() == 0 ? Seal.NONE : Seal.of(rows.iterator().next()));
    }

    Uni<List<Seal>> after(long number, int most) {
        return pool.preparedQuery("select " + COLUMNS + " from ledger_seal where number > $1 order by number limit $2")
                .execute(Tuple.of(number, most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Seal::of)
                        .toList());
    }

    /** The entries after a seal, that none covers. */
    Uni<List<SealedEntry>> unsealed(SqlClient client, Seal after, int most) {
        return entries(client, Tuple.of(after.lastXid(), after.lastId(), NO_END, after.lastId(), most));
    }

    /** The entries that a seal covers. */
    Uni<List<SealedEntry>> coveredBy(Seal seal, Seal before) {
        return entries(
                pool, Tuple.of(before.lastXid(), before.lastId(), seal.lastXid(), seal.lastId(), Sealing.LARGEST + 1));
    }

    private static Uni<List<SealedEntry>> entries(SqlClient client, Tuple values) {
        return client.preparedQuery(ENTRIES).execute(values).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(SealedEntry::of)
                .toList());
    }

    Uni<Void> add(SqlConnection transaction, Seal seal) {
        String sql = """
                insert into ledger_seal (number, last_xid, last_id, entries, hash, sealed_at)
                values ($1, $2::text::xid8, $3, $4, decode($5, 'hex'), $6)""";
        Tuple values = Tuple.tuple()
                .addLong(seal.number())
                .addString(seal.lastXid())
                .addUUID(seal.lastId())
                .addInteger(seal.entries())
                .addString(seal.hash())
                .addOffsetDateTime(seal.sealedAt().atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }
}
