package io.trunkline.sessions.code;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How many codes a subject has asked for. */
@ApplicationScoped
class AllowanceStore {

    private static final Duration WINDOW = Duration.ofHours(1);

    /**
     * Takes one from the subject's allowance; false if there is none left, or too little time has passed.
     *
     * @param pause null if they may follow each other at once
     */
    Uni<Boolean> take(SqlConnection transaction, Buffer subject, int perHour, @Nullable Duration pause, Instant now) {
        String sql = """
                insert into code_allowance as a (subject, window_started_at, sent, last_sent_at)
                values ($1, $2, 1, $2)
                on conflict (subject) do update set
                    sent = case when a.window_started_at <= $3 then 1 else a.sent + 1 end,
                    window_started_at = case when a.window_started_at <= $3 then $2 else a.window_started_at end,
                    last_sent_at = greatest(a.last_sent_at, $2)
                where ($4::timestamptz is null or a.last_sent_at <= $4) and (a.sent < $5 or a.window_started_at <= $3)""";
        Tuple values = Tuple.tuple()
                .addBuffer(subject)
                .addOffsetDateTime(at(now))
                .addOffsetDateTime(at(now.minus(WINDOW)))
                .addOffsetDateTime(pause == null ? null : at(now.minus(pause)))
                .addInteger(perHour);
        return transaction.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
    }

    /** How long until {@link #take} succeeds. */
    Uni<Duration> untilNext(
            SqlConnection transaction, Buffer subject, int perHour, @Nullable Duration pause, Instant now) {
        return transaction
                .preparedQuery("select sent, window_started_at, last_sent_at from code_allowance where subject = $1")
                .execute(Tuple.tuple().addBuffer(subject))
                .map(rows -> {
                    var row = rows.iterator().next();
                    Instant afterPause = row.getOffsetDateTime("last_sent_at")
                            .toInstant()
                            .plus(pause == null ? Duration.ZERO : pause);
                    Instant afterWindow = row.getOffsetDateTime("window_started_at")
                            .toInstant()
                            .plus(WINDOW);
                    Instant next = row.getInteger("sent") >= perHour && afterWindow.isAfter(afterPause)
                            ? afterWindow
                            : afterPause;
                    return Duration.between(now, next);
                });
    }

    Uni<Void> forget(SqlConnection transaction, Instant now, int most) {
        String sql = """
                delete from code_allowance where subject in (
                    select subject from code_allowance where last_sent_at < $1 limit $2)""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(at(now.minus(WINDOW.multipliedBy(2))), most))
                .replaceWithVoid();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
