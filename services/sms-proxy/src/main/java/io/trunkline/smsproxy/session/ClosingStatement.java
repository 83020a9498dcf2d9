package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.session.MaskedSession.Status;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ends sessions: their seats are free from then on, and their numbers begin to rest. A session is locked by a statement of its
 * own first: whoever has joined it until then is seen by the statement that ends it.
 */
@ApplicationScoped
class ClosingStatement {

    /** Several sweepers share the work: each passes over what another is at. */
    private static final String DUE = """
            select id from masked_session where status = 'open' and expires_at <= $1
            order by expires_at limit $2 for update skip locked""";

    /** Who needs a number now waits for what another sweeper is at: once that is done, its numbers are free. */
    private static final String DUE_IN_POOL = """
            select id from masked_session where status = 'open' and expires_at <= $1 and pool_id = $3
            order by expires_at, id limit $2 for update""";

    private static final String CLOSE = """
            with closing as (
                update masked_session set status = $3::text, ended_at = $1::timestamptz where id = any ($2::uuid[])
                returning id, owner, start_text, end_text, expiry_text
            ), seats as (
                update participant set left_at = $1::timestamptz from closing
                where session_id = closing.id and left_at is null
                returning participant.id, session_id, number, proxy_number
            ), freed as (
                update virtual_number set session_id = null, released_at = $1::timestamptz from closing where session_id = closing.id
            ), closed as (
                delete from open_seat using closing where session_id = closing.id
            )
            select closing.id as session_id, closing.owner, closing.start_text, closing.end_text, closing.expiry_text,
                seats.id, seats.number, seats.proxy_number, v.carrier, v.fallback_carriers
            from closing
            left join seats on seats.session_id = closing.id
            left join virtual_number v on v.number = seats.proxy_number
            order by closing.id, seats.id""";

    /** Ends a session that is open, and locked by the caller. Returns who can be told so. */
    Uni<Audience> end(SqlConnection transaction, UUID id, Instant now) {
        return close(transaction, new UUID[] {id}, Status.ENDED, now).map(List::getFirst);
    }

    /** Ends sessions whose time is over, but for those that somebody else is ending now. */
    Uni<List<Audience>> expire(SqlConnection transaction, Instant now, int most) {
        return expire(transaction, DUE, Tuple.of(Rows.at(now), most), now);
    }

    /** Ends sessions of a pool whose time is over. Those that somebody else is ending have ended when this returns. */
    Uni<List<Audience>> expire(SqlConnection transaction, UUID pool, Instant now, int most) {
        return expire(transaction, DUE_IN_POOL, Tuple.of(Rows.at(now), most, pool), now);
    }

    private static Uni<List<Audience>> expire(SqlConnection transaction, String due, Tuple values, Instant now) {
        return transaction
                .preparedQuery(due)
                .execute(values)
                .map(rows -> Rows.list(rows, row -> row.getUUID("id")))
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : close(transaction, ids.toArray(UUID[]::new), Status.EXPIRED, now));
    }

    private static Uni<List<Audience>> close(SqlConnection transaction, UUID[] ids, Status status, Instant now) {
        return transaction
                .preparedQuery(CLOSE)
                .execute(Tuple.of(Rows.at(now), ids, Rows.text(status)))
                .map(rows -> closed(Rows.list(rows, row -> row)));
    }

    private static List<Audience> closed(List<Row> rows) {
        Map<UUID, Audience> sessions = new LinkedHashMap<>();
        for (Row row : rows) {
            Audience session = sessions.computeIfAbsent(row.getUUID("session_id"), id -> closed(id, row));
            if (row.getUUID("id") != null) {
                session.seats().add(Seat.of(row));
            }
        }
        return List.copyOf(sessions.values());
    }

    private static Audience closed(UUID id, Row row) {
        SessionTexts texts =
                new SessionTexts(row.getString("start_text"), row.getString("end_text"), row.getString("expiry_text"));
        return new Audience(row.getUUID("owner"), id, texts, new ArrayList<>());
    }
}
