package io.trunkline.smsproxy.traffic;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has not left yet. */
@ApplicationScoped
class SendBacklog {

    /** Counting further would only keep the database busy. */
    static final int COUNTED = 100_000;

    private static final String SQL = """
            select q.queued, q.oldest, s.sending
            from unnest($1::text[]) with ordinality c (name, place)
            cross join lateral (
                select count(*) as queued, min(created_at) as oldest from (
                    select created_at from outgoing_message where carrier = c.name and pending and state = 'queued' limit $2) waiting) q
            cross join lateral (
                select count(*) as sending from outgoing_message where carrier = c.name and pending and state = 'sending') s
            order by c.place""";

    private final Pool database;

    SendBacklog(Pool database) {
        this.database = database;
    }

    /**
     * @param queued messages that wait to be sent, counted up to {@value #COUNTED}
     * @param oldest when the first of them was taken; null if none waits
     * @param sending messages that wait for the carrier's answer
     */
    record Backlog(long queued, @Nullable Instant oldest, long sending) {}

    /** For each of the carrier accounts, in their order. */
    Uni<List<Backlog>> of(List<String> carriers) {
        return database.preparedQuery(SQL)
                .execute(Tuple.of(carriers.toArray(String[]::new), COUNTED))
                .map(rows -> Rows.list(rows, SendBacklog::backlog));
    }

    private static Backlog backlog(Row row) {
        return new Backlog(row.getLong("queued"), Rows.instant(row, "oldest"), row.getLong("sending"));
    }
}
