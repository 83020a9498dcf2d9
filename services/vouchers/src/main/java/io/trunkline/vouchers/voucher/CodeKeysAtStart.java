package io.trunkline.vouchers.voucher;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Refuses to start with a secret under which vouchers that were sold would all be unknown: better no replica than one that
 * turns customers away.
 */
@ApplicationScoped
class CodeKeysAtStart {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final CodeKeys keys;
    private final Clock clock;

    CodeKeysAtStart(Pool pool, CodeKeys keys, Clock clock) {
        this.pool = pool;
        this.keys = keys;
        this.clock = clock;
    }

    void check(@Observes StartupEvent event) {
        long unreadable = batchesUnreadableWith(keys.knownIds());
        if (unreadable > 0) {
            throw new IllegalStateException(unreadable + " batches that have not expired were issued under another"
                    + " VOUCHERS_CODE_SECRET. Restore it, or name it in VOUCHERS_RETIRED_CODE_SECRETS.");
        }
    }

    long batchesUnreadableWith(Set<String> knownIds) {
        String sql = """
                select count(*) from voucher_batch
                where state <> 'draft' and voided_at is null and expires_at > $1 and key_id <> all ($2)""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), knownIds.toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }
}
