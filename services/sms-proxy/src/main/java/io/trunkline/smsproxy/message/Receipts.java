package io.trunkline.smsproxy.message;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.batch.Batches;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of messages after a carrier has taken them. States only move forward; a message in parts is delivered when all
 * of them are, and has failed when one has. A receipt that comes before the carrier's answer waits for it.
 */
@ApplicationScoped
public class Receipts {

    private static final int LARGEST_BATCH = 500;
    private static final int MOST_WAITING = 20_000;
    private static final int SWEEP = 1000;

    /** The rows of parts are locked in one order by all, so that two batches never wait for each other. */
    private static final String PARTS = """
            with receipt as (
                select distinct on (carrier, id) carrier, id, state, error_code, at
                from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
                    as r (carrier, id, state, error_code, at)
                order by carrier, id, state_rank(state) desc
            ), known as (
                select p.carrier, p.carrier_message_id, p.message_id, p.state, receipt.state as told, receipt.error_code
                from submitted_part p join receipt on p.carrier = receipt.carrier and p.carrier_message_id = receipt.id
                order by p.carrier, p.carrier_message_id for update of p
            ), moved as (
                update submitted_part p set state = known.told from known
                where p.carrier = known.carrier and p.carrier_message_id = known.carrier_message_id
                  and state_rank(known.told) > state_rank(known.state)
            ), early as (
                insert into early_receipt (carrier, carrier_message_id, state, error_code, at)
                select carrier, id, state, error_code, at from receipt
                where not exists (
                    select from known where known.carrier = receipt.carrier and known.carrier_message_id = receipt.id)
                on conflict (carrier, carrier_message_id) do update
                set state = excluded.state, error_code = excluded.error_code, at = excluded.at
                where state_rank(excluded.state) > state_rank(early_receipt.state)
            )
            select message_id, max(error_code) as error_code from known
            where state_rank(told) > state_rank(state) group by message_id""";

    private static final String MESSAGES = """
            with told as (
                select m.id, m.state as before, t.error_code, case
                    when bool_or(p.state in ('undelivered', 'failed', 'expired', 'rejected'))
                        then max(p.state) filter (where p.state in ('undelivered', 'failed', 'expired', 'rejected'))
                    when bool_and(p.state = 'delivered') then 'delivered'
                    when bool_and(p.state in ('delivered', 'unconfirmed')) then 'unconfirmed'
                    else 'sent' end as state
                from unnest($1::uuid[], $2::text[]) as t (id, error_code)
                join outgoing_message m on m.id = t.id
                join submitted_part p on p.message_id = t.id
                group by m.id, m.state, t.error_code
            )
            update outgoing_message m
            set state = told.state, error_code = coalesce(told.error_code, m.error_code),
                settled_at = case when state_rank(told.state) = 5 then $3::timestamptz end
            from told
            where m.id = told.id and state_rank(told.state) > state_rank(m.state)
            returning m.id, m.owner, m.session_id, m.state, m.error_code""";

    private static final String MATCHED = """
            delete from early_receipt e using (
                select carrier, carrier_message_id from early_receipt
                join submitted_part using (carrier, carrier_message_id) limit $1) matched
            where e.carrier = matched.carrier and e.carrier_message_id = matched.carrier_message_id
            returning e.carrier, e.carrier_message_id, e.state, e.error_code, e.at""";

    private final Transactions transactions;
    private final Pool database;
    private final Outbox outbox;
    private final Clock clock;
    private final ProxyConfig config;
    private final Batches<Receipt, Boolean> batches = new Batches<>(LARGEST_BATCH, MOST_WAITING, this::write);

    Receipts(Transactions transactions, Pool database, Outbox outbox, Clock clock, ProxyConfig config) {
        this.transactions = transactions;
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config;
    }

    /** Completes when it is durable. A repeat changes nothing. */
    public Uni<Void> take(Receipt receipt) {
        return batches.add(receipt).replaceWithVoid();
    }

    private Uni<List<Boolean>> write(List<Receipt> receipts) {
        return transactions
                .inTransaction(transaction -> apply(transaction, receipts))
                .replaceWith(() -> receipts.stream().map(receipt -> true).toList());
    }

    private Uni<Void> apply(SqlConnection transaction, List<Receipt> receipts) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(Rows.array(receipts, Receipt::carrier, String[]::new))
                .addArrayOfString(Rows.array(receipts, Receipt::messageId, String[]::new))
                .addArrayOfString(Rows.array(receipts, receipt -> Rows.text(receipt.state()), String[]::new))
                .addArrayOfString(Rows.array(receipts, Receipt::code, String[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.array(receipts, receipt -> Rows.at(receipt.at()), OffsetDateTime[]::new));
        return transaction
                .preparedQuery(PARTS)
                .execute(values)
                .map(rows -> Rows.list(rows, row -> row))
                .chain(moved -> moved.isEmpty() ? Uni.createFrom().voidItem() : settle(transaction, moved));
    }

    private Uni<Void> settle(SqlConnection transaction, List<Row> moved) {
        OffsetDateTime now = Rows.at(clock.instant());
        Tuple values = Tuple.of(
                Rows.array(moved, row -> row.getUUID("message_id"), UUID[]::new),
                Rows.array(moved, row -> row.getString("error_code"), String[]::new),
                now);
        return transaction
                .preparedQuery(MESSAGES)
                .execute(values)
                .map(rows -> Rows.list(rows, row -> row).stream()
                        .flatMap(row -> event(row, now).stream())
                        .toList())
                .chain(events -> outbox.addAll(transaction, events));
    }

    private static Optional<MessageEvent> event(Row row, OffsetDateTime now) {
        UUID id = row.getUUID("id");
        UUID owner = row.getUUID("owner");
        UUID session = row.getUUID("session_id");
        String state = row.getString("state");
        return switch (state) {
            case "delivered" -> Optional.of(new MessageEvent.Delivered(id, owner, session, now.toInstant()));
            case "sent", "unconfirmed" -> Optional.empty();
            default -> {
                String code = row.getString("error_code");
                yield Optional.of(
                        new MessageEvent.Failed(id, owner, session, code == null ? state : code, now.toInstant()));
            }
        };
    }

    @Scheduled(every = "1s", identity = "early-receipts", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> takeEarlyOnes() {
        return transactions.inTransaction(transaction -> transaction
                .preparedQuery(MATCHED)
                .execute(Tuple.of(SWEEP))
                .map(rows -> Rows.list(rows, Receipts::receipt))
                .chain(matched -> matched.isEmpty() ? Uni.createFrom().voidItem() : apply(transaction, matched)));
    }

    private static Receipt receipt(Row row) {
        return new Receipt(
                row.getString("carrier"),
                row.getString("carrier_message_id"),
                Rows.constant(State.class, row.getString("state")),
                row.getString("error_code"),
                row.getOffsetDateTime("at").toInstant());
    }

    @Scheduled(every = "1h", delayed = "12m", identity = "early-receipt-sweep")
    Uni<Void> forgetOld() {
        return database.preparedQuery("delete from early_receipt where at < $1")
                .execute(Tuple.of(Rows.at(clock.instant().minus(config.earlyReceiptsKept()))))
                .replaceWithVoid();
    }
}
