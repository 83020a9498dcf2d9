package io.trunkline.sessions.throttle;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Failures by subject. Each change is one statement: two attempts at once never see the same count. */
@ApplicationScoped
class ThrottleStore {

    private final Pool pool;

    ThrottleStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Counts an attempt as failed, unless the subject is blocked; tells whether it was let through. Who is not blocked is so
     * since the epoch: attempts that run side by side carry times in any order.
     */
    Uni<Boolean> charge(Buffer subject, int free, ThrottleConfig config, Instant now) {
        String sql = """
                insert into sign_in_throttle as t (subject, failures, blocked_until, changed_at)
                values ($1, 1, 'epoch', $2)
                on conflict (subject) do update set
                    failures = case when t.changed_at < $3 then 1 else t.failures + 1 end,
                    blocked_until = case when t.changed_at < $3 or t.failures < $4 then 'epoch'
                        else $2 + interval '1 millisecond'
                            * least($5::double precision * 2.0 ^ least(t.failures - $4, 30), $6::double precision) end,
                    changed_at = $2
                where t.blocked_until <= $2
                returning failures""";
        Tuple values = Tuple.tuple()
                .addBuffer(subject)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.minus(config.forgetAfter()).atOffset(ZoneOffset.UTC))
                .addInteger(free)
                .addDouble((double) config.firstDelay().toMillis())
                .addDouble((double) config.longestDelay().toMillis());
        return run(sql, values).map(rows -> rows.rowCount() == 1);
    }

    /** Null if nothing is known of the subject. */
    Uni<@Nullable Instant> blockedUntil(Buffer subject) {
        return run(
                        "select blocked_until from sign_in_throttle where subject = $1",
                        Tuple.tuple().addBuffer(subject))
                .map(ThrottleStore::firstInstant);
    }

    private static @Nullable Instant firstInstant(RowSet<Row> rows) {
        for (Row row : rows) {
            return row.getOffsetDateTime(0).toInstant();
        }
        return null;
    }

    Uni<Void> clear(Buffer subject) {
        return run(
                        "delete from sign_in_throttle where subject = $1",
                        Tuple.tuple().addBuffer(subject))
                .replaceWithVoid();
    }

    /** Takes one failure back, and the delay that came with it. */
    Uni<Void> giveBack(Buffer subject) {
        String sql = """
                update sign_in_throttle set failures = greatest(failures - 1, 0), blocked_until = 'epoch'
                where subject = $1""";
        return run(sql, Tuple.tuple().addBuffer(subject)).replaceWithVoid();
    }

    Uni<Void> forget(Instant unchangedSince, int most) {
        String sql = """
                delete from sign_in_throttle where subject in (
                    select subject from sign_in_throttle where changed_at < $1 limit $2)""";
        return run(sql, Tuple.of(unchangedSince.atOffset(ZoneOffset.UTC), most)).replaceWithVoid();
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return Transactions.toTheEnd(() -> pool.preparedQuery(sql).execute(values));
    }
}
