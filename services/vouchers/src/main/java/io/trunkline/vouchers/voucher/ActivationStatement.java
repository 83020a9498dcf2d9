package io.trunkline.vouchers.voucher;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.kit.bus.Trace;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hot path of this service, in one statement and so in one transaction: takes the voucher unless somebody has, adds to
 * the balance, books both sides of the entry, and writes the events. Of two that race for a voucher the second waits for the
 * first at the voucher's row and then finds it taken.
 *
 * <p>Every clause hangs on the row that {@code taken} returns: no voucher, no effect at all.
 */
@ApplicationScoped
class ActivationStatement {

    private static final String SQL = """
            with taken as (
                update voucher set activated_by = $2::uuid, activated_at = $4::timestamptz
                where code_hash = any ($1::bytea[])
                  and activated_at is null
                  and voided_at is null
                  and expired_at is null
                  and expires_at > $4::timestamptz
                  and exists (
                      select from voucher_batch batch
                      where batch.id = batch_id and batch.voided_at is null
                        and (batch.valid_from is null or batch.valid_from <= $4::timestamptz))
                  and not exists (select from closed_account where account_id = $2::uuid)
                  and not exists (
                      select from voucher_miss
                      where subject = any ($3::text[]) and misses >= $5::int and window_ends_at > $4::timestamptz)
                returning id, batch_id, credit, currency
            ), counted as (
                -- One too many breaks the table's own rule, and with it all of this.
                insert into batch_use (batch_id, account_id, uses, most)
                select batch.id, $2::uuid, 1, batch.per_account
                from taken join voucher_batch batch on batch.id = taken.batch_id
                where batch.per_account is not null
                on conflict (batch_id, account_id) do update set uses = batch_use.uses + 1
            ), credited as (
                insert into balance (account_id, currency, amount, version, updated_at)
                select $2::uuid, currency, credit, 1, $4::timestamptz from taken
                on conflict (account_id, currency) do update
                set amount = balance.amount + excluded.amount,
                    version = balance.version + 1,
                    updated_at = excluded.updated_at
                returning amount, held, version
            ), lot as (
                insert into credit_lot (id, account_id, currency, source, credit, remaining, expires_at, created_at)
                select taken.id, $2::uuid, taken.currency, 'voucher:' || taken.id, taken.credit, taken.credit,
                    $4::timestamptz + make_interval(days => batch.credit_days), $4::timestamptz
                from taken join voucher_batch batch on batch.id = taken.batch_id
                returning expires_at
            ), entry as (
                insert into ledger_entry
                    (id, account_id, kind, source, currency, amount, balance_after, booked_at)
                select $6::uuid, $2::uuid, 'voucher-activation', 'voucher:' || taken.id, currency, credit,
                    credited.amount, $4::timestamptz
                from taken cross join credited
                returning id, amount
            ), postings as (
                insert into ledger_posting (entry_id, account, amount)
                select id, 'customer:' || $2::uuid, amount from entry
                union all
                select id, 'house:voucher-liability', -amount from entry
            ), events as (
                insert into outbox (event_id, topic, key, type, occurred_at, traceparent, data)
                select $7::uuid, 'vouchers.voucher', id::text, 'vouchers.voucher.activated',
                    $4::timestamptz, $10::text,
                    json_build_object(
                        'voucherId', id,
                        'batchId', batch_id,
                        'accountId', $2::uuid,
                        'credit', money_json(credit, currency),
                        'at', instant_json($4::timestamptz))::text
                from taken
                union all
                select $8::uuid, 'vouchers.balance', $2::uuid || '/' || currency, 'vouchers.balance.credited',
                    $4::timestamptz, $10::text,
                    json_build_object(
                        'accountId', $2::uuid,
                        'amount', money_json(credit, currency),
                        'balance', money_json(credited.amount, currency),
                        'version', version,
                        'source', 'voucher:' || taken.id,
                        'at', instant_json($4::timestamptz))::text
                from taken cross join credited
                union all
                -- Not for the first credit of all: only what was there can run out and be restored.
                select $9::uuid, 'vouchers.balance', $2::uuid || '/' || currency, 'vouchers.balance.restored',
                    $4::timestamptz, $10::text,
                    json_build_object(
                        'accountId', $2::uuid,
                        'balance', money_json(credited.amount, currency),
                        'version', version,
                        'at', instant_json($4::timestamptz))::text
                from taken cross join credited
                where version > 1 and credited.amount - credited.held = credit
            )
            select taken.id as voucher_id, credit, currency, credited.amount as balance, lot.expires_at
            from taken cross join credited cross join lot""";

    private static final String LIMIT = "uses_within_the_limit";

    private final Ids ids;
    private final GuessingConfig guessing;

    ActivationStatement(Ids ids, GuessingConfig guessing) {
        this.ids = ids;
        this.guessing = guessing;
    }

    /**
     * @param hashes under which the code may be stored
     * @param entry the id of the ledger entry to be written
     * @param now at most to the microsecond, as the database keeps it
     * @return null if the voucher is unknown, taken, voided, expired or not valid yet, the account closed or at its limit,
     *     or the redeemer locked out
     */
    Uni<@Nullable Activation> execute(SqlClient client, Buffer[] hashes, Redeemer redeemer, UUID entry, Instant now) {
        Tuple values = Tuple.tuple()
                .addValue(hashes)
                .addUUID(redeemer.account())
                .addArrayOfString(redeemer.subjects())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addInteger(guessing.misses())
                .addUUID(entry)
                .addUUID(ids.next())
                .addUUID(ids.next())
                .addUUID(ids.next())
                .addString(Trace.parent());
        return client.preparedQuery(SQL)
                .execute(values)
                .map(rows ->
                        rows.size() == 0 ? null : activation(rows.iterator().next(), now))
                .onFailure(ActivationStatement::isBeyondTheLimit)
                .recoverWithNull();
    }

    private static boolean isBeyondTheLimit(Throwable failure) {
        return failure instanceof PgException refusal && LIMIT.equals(refusal.getConstraint());
    }

    /** From the columns of this statement. */
    static Activation activation(Row row, Instant at) {
        String currency = row.getString("currency");
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new Activation(
                row.getUUID("voucher_id"),
                Money.ofMinor(row.getLong("credit"), currency),
                Money.ofMinor(row.getLong("balance"), currency),
                expiresAt == null ? null : expiresAt.toInstant(),
                at);
    }
}
