package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends sessions: their seats are free from then on, and their numbers begin to rest. */
@ApplicationScoped
class ClosingStatement {

    private static final String REST = """
            , seats as (
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

    private static final String ONE = """
            with closing as (
                update masked_session set status = 'ended', ended_at = $1::timestamptz
                where owner = $2 and id = $3 and status = 'open'
                returning id, owner, start_text, end_text, expiry_text
            )""" + REST;

    private static final String EXPIRING = """
            closing as (
                update masked_session set status = 'expired', ended_at = $1::timestamptz from due where masked_session.id = due.id
                returning masked_session.id, owner, start_text, end_text, expiry_text
            )""" + REST;

    /** Several sweepers share the work: each passes over what another is at. */
    private static final String DUE = """
            with due as (
                select id from masked_session where status = 'open' and expires_at <= $1::timestamptz
                order by expires_at limit $2 for update skip locked
            ), """ + EXPIRING;

    /** Who needs a number now waits for what another sweeper is at: once that is done, its numbers are free. */
    private static final String DUE_IN_POOL = """
            with due as (
                select id from masked_session where status = 'open' and expires_at <= $1::timestamptz and pool_id = $3
                order by expires_at, id limit $2 for update
            ), """ + EXPIRING;

    /** A session that is over, and where its people can still be told so. */
    record Closed(UUID session, UUID owner, SessionTexts texts, List<Seat> seats) {}

    /** Null if the owner has no open session of that id. */
    Uni<@Nullable Closed> end(SqlClient client, UUID owner, UUID id, Instant now) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(Rows.at(now), owner, id))
                .map(rows -> closed(Rows.list(rows, row -> row)))
                .map(closed -> closed.isEmpty() ? null : closed.getFirst());
    }

    /** Ends sessions whose time is over, but for those that somebody else is ending now. */
    Uni<List<Closed>> expire(SqlClient client, Instant now, int most) {
        return client.preparedQuery(DUE)
                .execute(Tuple.of(Rows.at(now), most))
                .map(rows -> closed(Rows.list(rows, row -> row)));
    }

    /** Ends sessions of a pool whose time is over. Those that somebody else is ending have ended when this returns. */
    Uni<List<Closed>> expire(SqlClient client, UUID pool, Instant now, int most) {
        return client.preparedQuery(DUE_IN_POOL)
                .execute(Tuple.of(Rows.at(now), most, pool))
                .map(rows -> closed(Rows.list(rows, row -> row)));
    }

    private static List<Closed> closed(List<Row> rows) {
        Map<UUID, Closed> sessions = new LinkedHashMap<>();
        for (Row row : rows) {
            Closed session = sessions.computeIfAbsent(row.getUUID("session_id"), id -> closed(id, row));
            if (row.getUUID("id") != null) {
                session.seats().add(Seat.of(row));
            }
        }
        return List.copyOf(sessions.values());
    }

    private static Closed closed(UUID id, Row row) {
        SessionTexts texts =
                new SessionTexts(row.getString("start_text"), row.getString("end_text"), row.getString("expiry_text"));
        return new Closed(id, row.getUUID("owner"), texts, new java.util.ArrayList<>());
    }
}
