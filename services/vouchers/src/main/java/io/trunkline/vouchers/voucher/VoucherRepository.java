package io.trunkline.vouchers.voucher;

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
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads vouchers, and voids single ones. They are made by their batch, and used by {@link ActivationStatement}. */
@ApplicationScoped
class VoucherRepository {

    /** How every voucher stands at the moment $1. */
    private static final String STANDING = """
            select voucher.id, voucher.batch_id, voucher.serial, voucher.suffix, voucher.credit, voucher.currency,
                batch.valid_from, voucher.expires_at, voucher.activated_by, voucher.activated_at,
                coalesce(voucher.voided_at, batch.voided_at) as voided_at,
                coalesce(voucher.voided_by, batch.voided_by) as voided_by,
                coalesce(voucher.void_reason, batch.void_reason) as void_reason,
                lot.remaining, lot.expires_at as credit_expires_at,
                voucher_state(voucher.activated_at, coalesce(voucher.voided_at, batch.voided_at), voucher.expired_at,
                    voucher.expires_at, lot.remaining, lot.expired_at, $1::timestamptz) as state
            from voucher
            join voucher_batch batch on batch.id = voucher.batch_id
            left join credit_lot lot on lot.id = voucher.id
            """;

    private final Pool pool;

    VoucherRepository(Pool pool) {
        this.pool = pool;
    }

    /** Null if there is none. */
    Uni<@Nullable Voucher> byId(UUID id, Instant now) {
        return byId(pool, id, now);
    }

    Uni<@Nullable Voucher> byId(SqlClient client, UUID id, Instant now) {
        return client.preparedQuery(STANDING + "where voucher.id = $2::uuid")
                .execute(Tuple.of(at(now), id))
                .map(rows -> rows.size() == 0 ? null : voucher(rows.iterator().next()));
    }

    /** Those made last come first. */
    Uni<Page<Voucher>> page(VoucherSearch search, PageRequest page, Instant now) {
        Tuple values = Tuple.of(at(now), page.before(), page.limitPlusOne());
        // Conditions that are not asked for are left out: a plan that serves all cases would use no index.
        StringBuilder conditions = new StringBuilder("where id < $2::uuid");
        if (search.batch() != null) {
            conditions
                    .append(" and batch_id = $")
                    .append(values.addUUID(search.batch()).size());
        }
        if (search.suffix() != null) {
            conditions
                    .append(" and suffix = $")
                    .append(values.addString(search.suffix()).size());
        }
        if (search.state() != null) {
            conditions
                    .append(" and state = $")
                    .append(values.addString(name(search.state())).size());
        }
        String sql = "select * from (" + STANDING + ") as standing " + conditions + " order by id desc limit $3::int";
        return pool.preparedQuery(sql).execute(values).map(rows -> Page.of(vouchers(rows), page, Voucher::id));
    }

    /** Those that the account has used, the last one first. Pages go by the ids of their entries in the journal. */
    Uni<Page<Used>> usedBy(UUID account, PageRequest page, Instant now) {
        String sql = """
                select used.*, entry.id as entry_id
                from ledger_entry entry
                join (""" + STANDING + """
                ) as used on used.id = substring(entry.source from '^voucher:(.*)$')::uuid
                where entry.account_id = $2::uuid and entry.kind = 'voucher-activation' and entry.id < $3::uuid
                order by entry.id desc limit $4::int""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(at(now), account, page.before(), page.limitPlusOne()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Used(row.getUUID("entry_id"), voucher(row)))
                        .toList())
                .map(used -> Page.of(used, page, Used::entry));
    }

    /** A voucher, and the journal's entry of its use. */
    record Used(UUID entry, Voucher voucher) {}

    /** Makes a voucher worthless that nobody has used. False if there is no such voucher, or it has come to its end. */
    Uni<Boolean> voidUnused(SqlConnection transaction, UUID id, UUID operator, String reason, Instant now) {
        String sql = """
                update voucher set voided_at = $2::timestamptz, voided_by = $3::uuid, void_reason = $4::text
                where id = $1::uuid and activated_at is null and voided_at is null and expired_at is null
                  and expires_at > $2::timestamptz
                  and not exists (select from voucher_batch batch where batch.id = batch_id and batch.voided_at is not null)""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(id, at(now), operator, reason))
                .map(rows -> rows.rowCount() == 1);
    }

    private static List<Voucher> vouchers(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(VoucherRepository::voucher)
                .toList();
    }

    private static Voucher voucher(Row row) {
        String currency = row.getString("currency");
        Voucher.State state = Voucher.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new Voucher(
                row.getUUID("id"),
                row.getUUID("batch_id"),
                row.getInteger("serial"),
                row.getString("suffix"),
                state,
                Money.ofMinor(row.getLong("credit"), currency),
                Money.ofMinor(remaining(row, state), currency),
                instantOf(row, "valid_from"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getUUID("activated_by"),
                instantOf(row, "activated_at"),
                instantOf(row, "credit_expires_at"),
                state == Voucher.State.VOIDED ? voiding(row) : null);
    }

    private static long remaining(Row row, Voucher.State state) {
        return switch (state) {
            case GENERATED -> row.getLong("credit");
            case ACTIVE, DEPLETED -> row.getLong("remaining");
            case EXPIRED, VOIDED -> 0;
        };
    }

    private static Voucher.Voiding voiding(Row row) {
        return new Voucher.Voiding(
                row.getUUID("voided_by"), row.getOffsetDateTime("voided_at").toInstant(), row.getString("void_reason"));
    }

    private static @Nullable Instant instantOf(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static String name(Voucher.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime at(Instant now) {
        return now.atOffset(ZoneOffset.UTC);
    }
}
