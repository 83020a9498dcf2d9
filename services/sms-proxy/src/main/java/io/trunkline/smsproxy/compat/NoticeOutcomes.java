package io.trunkline.smsproxy.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of the texts that a session starts and ends with. */
@ApplicationScoped
class NoticeOutcomes {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private static final String SQL = """
            select state in ('rejected', 'failed') as refused, state in ('queued', 'sending') as pending, error_code
            from outgoing_message where session_id = $1 and origin = 'NOTICE' and created_at = $2""";

    private final Pool database;
    private final CompatConfig config;

    NoticeOutcomes(Pool database, CompatConfig config) {
        this.database = database;
        this.config = config;
    }

    /** How things stand with the texts of one moment. */
    record Standing(
            boolean refused, boolean pending, @Nullable String code) {

        private static final Standing UNKNOWN = new Standing(false, false, null);

        /** Whether more may come to be known that would change the answer. */
        boolean isOpen() {
            return pending && !refused;
        }
    }

    /**
     * Waits a moment for the carrier; what is not known by then counts as taken.
     *
     * @param at when the session started, or ended
     */
    Uni<Standing> of(UUID session, Instant at) {
        return look(session, at)
                .repeat()
                .withDelay(INTERVAL)
                .whilst(Standing::isOpen)
                .collect()
                .last()
                .ifNoItem()
                .after(config.patience())
                .recoverWithItem(Standing.UNKNOWN);
    }

    private Uni<Standing> look(UUID session, Instant at) {
        return database.preparedQuery(SQL)
                .execute(Tuple.of(session, Rows.at(at)))
                .map(NoticeOutcomes::standing);
    }

    private static Standing standing(RowSet<Row> notices) {
        boolean pending = false;
        for (Row notice : notices) {
            if (notice.getBoolean("refused")) {
                return new Standing(true, false, notice.getString("error_code"));
            }
            pending |= notice.getBoolean("pending");
        }
        return new Standing(false, pending, null);
    }
}
