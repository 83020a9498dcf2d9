package io.trunkline.vouchers.guard;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Calls in progress in the database. */
@ApplicationScoped
class CallsInProgress {

    /** A call that has been rated is over, whatever comes late. */
    private static final String ADD = """
            insert into call_in_progress (call_id, account_id, number, answered_at, hold_id, paid_until, due_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::uuid[], $6::timestamptz[],
                $7::timestamptz[]) as answered (call_id)
            where not exists (select from rated_event where source = 'call:' || answered.call_id)
            on conflict do nothing""";

    private static final String REMOVE = """
            delete from call_in_progress where call_id = any ($1::uuid[]) returning call_id, hold_id, currency""";

    private static final String DUE = """
            select * from call_in_progress where due_at <= $1 order by due_at limit $2 for update skip locked""";

    private static final String UPDATE = """
            update call_in_progress as call set hold_id = i.hold_id, currency = i.currency, paid_until = i.paid_until,
                ends_at = i.ends_at, due_at = i.due_at
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
                as i (call_id, hold_id, currency, paid_until, ends_at, due_at)
            where call.call_id = i.call_id""";

    private final Pool pool;

    CallsInProgress(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(SqlConnection transaction, List<CallInProgress> calls) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(array(calls, CallInProgress::id, UUID[]::new))
                .addArrayOfUUID(array(calls, CallInProgress::account, UUID[]::new))
                .addArrayOfString(array(calls, call -> call.number().number(), String[]::new))
                .addArrayOfOffsetDateTime(array(calls, call -> at(call.answeredAt()), OffsetDateTime[]::new))
                .addArrayOfUUID(array(calls, CallInProgress::hold, UUID[]::new))
                .addArrayOfOffsetDateTime(array(calls, call -> at(call.paidUntil()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(array(calls, call -> at(call.dueAt()), OffsetDateTime[]::new));
        return transaction.preparedQuery(ADD).execute(values).replaceWithVoid();
    }

    /** Returns what was held, by call; calls for which nothing was are not among them. */
    Uni<Map<UUID, Held>> remove(SqlConnection transaction, Collection<UUID> calls) {
        Tuple values = Tuple.tuple().addArrayOfUUID(calls.toArray(UUID[]::new));
        return transaction.preparedQuery(REMOVE).execute(values).map(rows -> {
            Map<UUID, Held> held = new HashMap<>();
            for (Row row : rows) {
                Currency currency = currency(row);
                if (currency != null) {
                    held.put(row.getUUID("call_id"), new Held(row.getUUID("hold_id"), currency));
                }
            }
            return held;
        });
    }

    /** Locked; without those that somebody else is at. */
    Uni<List<CallInProgress>> due(SqlConnection transaction, Instant now, int most) {
        return transaction.preparedQuery(DUE).execute(Tuple.of(at(now), most)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(CallsInProgress::call)
                .toList());
    }

    Uni<Void> update(SqlConnection transaction, List<CallInProgress> calls) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(array(calls, CallInProgress::id, UUID[]::new))
                .addArrayOfUUID(array(calls, CallInProgress::hold, UUID[]::new))
                .addArrayOfString(array(calls, CallsInProgress::currencyCode, String[]::new))
                .addArrayOfOffsetDateTime(array(calls, call -> at(call.paidUntil()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(array(calls, CallsInProgress::endsAt, OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(array(calls, call -> at(call.dueAt()), OffsetDateTime[]::new));
        return transaction.preparedQuery(UPDATE).execute(values).replaceWithVoid();
    }

    /** Those that have been answered before. */
    Uni<Void> forget(Instant before) {
        return pool.preparedQuery("delete from call_in_progress where answered_at < $1")
                .execute(Tuple.of(at(before)))
                .replaceWithVoid();
    }

    private static CallInProgress call(Row row) {
        OffsetDateTime endsAt = row.getOffsetDateTime("ends_at");
        return new CallInProgress(
                row.getUUID("call_id"),
                row.getUUID("account_id"),
                E164.of(row.getString("number")),
                row.getOffsetDateTime("answered_at").toInstant(),
                row.getUUID("hold_id"),
                currency(row),
                row.getOffsetDateTime("paid_until").toInstant(),
                endsAt == null ? null : endsAt.toInstant(),
                row.getOffsetDateTime("due_at").toInstant());
    }

    private static @Nullable Currency currency(Row row) {
        String code = row.getString("currency");
        return code == null ? null : Currency.getInstance(code);
    }

    private static @Nullable String currencyCode(CallInProgress call) {
        Currency currency = call.currency();
        return currency == null ? null : currency.getCurrencyCode();
    }

    private static @Nullable OffsetDateTime endsAt(CallInProgress call) {
        Instant endsAt = call.endsAt();
        return endsAt == null ? null : at(endsAt);
    }

    private static <T> @Nullable T[] array(
            List<CallInProgress> calls, Function<CallInProgress, @Nullable T> part, IntFunction<@Nullable T[]> maker) {
        return calls.stream().map(part).toArray(maker);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
