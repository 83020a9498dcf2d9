package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Closes the next unused vouchers of a batch that has been voided or has expired, and tells of each. The batch remembers up to
 * which serial it has come, so every voucher is told of once; its row is held meanwhile, and other replicas look for another
 * batch.
 *
 * <p>A voucher that is being used at this moment is waited for, and then left alone. One that was found unused here is refused
 * to whoever comes later, whatever his clock says.
 */
@ApplicationScoped
class ClosingStatement {

    /** Vouchers of one transaction: some ten milliseconds. */
    private static final int BITE = 500;

    private static final String SQL = """
            with bite as (
                -- Lets a use of the batch's limit go on: that one only needs the batch to stay.
                select id, closed_up_to as above, least(closed_up_to + $2::int, count) as up_to, voided_at, voided_by
                from voucher_batch
                where state = 'issued' and closed_up_to < count
                  and (voided_at is not null or expires_at <= $1::timestamptz)
                order by expires_at limit 1
                for no key update skip locked
            ), closed as (
                update voucher
                set voided_at = bite.voided_at,
                    voided_by = bite.voided_by,
                    expired_at = case when bite.voided_at is null then voucher.expires_at end
                from bite
                where voucher.batch_id = bite.id and voucher.serial > bite.above and voucher.serial <= bite.up_to
                  and voucher.activated_at is null and voucher.voided_at is null and voucher.expired_at is null
                returning voucher.id, voucher.serial - bite.above as place, credit, currency, voucher.voided_at,
                    voucher.voided_by, voucher.expired_at
            ), told as (
                insert into outbox (event_id, topic, key, type, occurred_at, data)
                select ($3::uuid[])[place], 'vouchers.voucher', id::text,
                    case when expired_at is null then 'vouchers.voucher.voided' else 'vouchers.voucher.expired' end,
                    coalesce(expired_at, voided_at),
                    case when expired_at is null
                        then json_build_object(
                            'voucherId', id,
                            'voidedBy', voided_by,
                            'at', instant_json(voided_at))
                        else json_build_object(
                            'voucherId', id,
                            'remaining', money_json(credit, currency),
                            'at', instant_json(expired_at)) end::text
                from closed
            )
            update voucher_batch set closed_up_to = bite.up_to from bite where voucher_batch.id = bite.id""";

    private final Pool pool;
    private final Ids ids;

    ClosingStatement(Pool pool, Ids ids) {
        this.pool = pool;
        this.ids = ids;
    }

    /** False if there is nothing to close, or others are at it. */
    Uni<Boolean> closeSome(Instant now) {
        UUID[] events = Stream.generate(ids::next).limit(BITE).toArray(UUID[]::new);
        Tuple values = Tuple.tuple()
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addInteger(BITE)
                .addArrayOfUUID(events);
        return pool.preparedQuery(SQL).execute(values).map(rows -> rows.rowCount() > 0);
    }
}
