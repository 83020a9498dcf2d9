package io.trunkline.vouchers.voucher;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Counts codes tried in vain, for all replicas together. */
@ApplicationScoped
class VoucherMisses {

    private final Pool pool;
    private final GuessingConfig config;
    private final Clock clock;

    VoucherMisses(Pool pool, GuessingConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Counts one miss for each subject.
     *
     * @return when the lock ends, if this miss is one too many for any of them: of any number of misses at the same moment,
     *     only as many as are allowed get null
     */
    Uni<@Nullable Instant> count(String[] subjects, Instant now) {
        String sql = """
                insert into voucher_miss (subject, misses, window_ends_at)
                select subject, 1, $2::timestamptz from unnest($1::text[]) as subject
                on conflict (subject) do update
                set misses = case when voucher_miss.window_ends_at > $3::timestamptz then voucher_miss.misses + 1 else 1 end,
                    window_ends_at = case when voucher_miss.window_ends_at > $3::timestamptz
                        then voucher_miss.window_ends_at else excluded.window_ends_at end
                returning misses, window_ends_at""";
        Tuple values = Tuple.tuple()
                .addArrayOfString(subjects)
                .addOffsetDateTime(now.plus(config.window()).atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(sql).execute(values).map(this::lockedUntil);
    }

    private @Nullable Instant lockedUntil(RowSet<Row> counts) {
        Instant latest = null;
        for (Row count : counts) {
            Instant end = count.getOffsetDateTime("window_ends_at").toInstant();
            boolean isTooMany = count.getInteger("misses") > config.misses();
            if (isTooMany && (latest == null || end.isAfter(latest))) {
                latest = end;
            }
        }
        return latest;
    }

    @Scheduled(every = "5m", delayed = "1m", identity = "voucher-miss-sweep")
    Uni<Void> forgetOld() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery("delete from voucher_miss where window_ends_at <= $1")
                .execute(Tuple.of(now))
                .replaceWithVoid();
    }
}
