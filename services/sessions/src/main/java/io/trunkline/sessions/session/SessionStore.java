package io.trunkline.sessions.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.paging.PageRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Sessions in the database. */
@ApplicationScoped
class SessionStore {

    /** What ended, and whose it was. */
    record Ended(UUID sessionId, UUID accountId) {}

    private final Pool pool;

    SessionStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection transaction, Session session) {
        String sql = """
                insert into session (id, account_id, client_id, device, address, started_at, last_used_at, expires_at)
                values ($1, $2, $3, $4, $5, $6, $6, $7)""";
        Tuple values = Tuple.tuple()
                .addUUID(session.id())
                .addUUID(session.accountId())
                .addString(session.clientId())
                .addString(session.device())
                .addString(session.address())
                .addOffsetDateTime(at(session.startedAt()))
                .addOffsetDateTime(at(session.expiresAt()));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** Ends a session; empty if it has ended before. */
    Uni<List<Ended>> end(SqlConnection transaction, UUID session, Reason reason, Instant now) {
        String sql = """
                update session set ended_at = $2, end_reason = $3 where id = $1 and ended_at is null
                returning id, account_id""";
        return endBy(transaction, sql, Tuple.of(session, at(now), reason.name()));
    }

    /** Ends all sessions of an account, but not {@code except} (null: without exception). */
    Uni<List<Ended>> endAll(
            SqlConnection transaction, UUID account, @Nullable UUID except, Reason reason, Instant now) {
        String sql = """
                update session set ended_at = $3, end_reason = $4
                where account_id = $1 and ended_at is null and id is distinct from $2
                returning id, account_id""";
        return endBy(transaction, sql, Tuple.of(account, except, at(now), reason.name()));
    }

    /** Ends what an account has beyond {@code most} sessions, those first that were used longest ago. */
    Uni<List<Ended>> endBeyond(SqlConnection transaction, UUID account, int most, Reason reason, Instant now) {
        String sql = """
                update session set ended_at = $3, end_reason = $4
                where ended_at is null and id in (
                    select id from session where account_id = $1 and ended_at is null
                    order by last_used_at desc, id desc offset $2)
                returning id, account_id""";
        return endBy(transaction, sql, Tuple.of(account, most, at(now), reason.name()));
    }

    private static Uni<List<Ended>> endBy(SqlConnection transaction, String sql, Tuple values) {
        return transaction.preparedQuery(sql).execute(values).map(rows -> stream(rows)
                .map(row -> new Ended(row.getUUID("id"), row.getUUID("account_id")))
                .toList());
    }

    /** Whose session it is; null if there is none of that id, or not any more. */
    Uni<@Nullable UUID> ownerOf(UUID session) {
        return pool.preparedQuery("select account_id from session where id = $1")
                .execute(Tuple.of(session))
                .map(rows -> stream(rows)
                        .map(row -> row.getUUID("account_id"))
                        .findFirst()
                        .orElse(null));
    }

    /** Whether it is alive: neither ended nor expired nor unused for too long. */
    Uni<Boolean> isAlive(UUID session, Instant now, Instant idleSince) {
        String sql = """
                select from session
                where id = $1 and ended_at is null and expires_at > $2 and last_used_at > $3""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(session, at(now), at(idleSince)))
                .map(rows -> rows.size() == 1);
    }

    /** Sessions that are alive, newest first; one more than the page holds. */
    Uni<List<Session>> listAlive(UUID account, Instant now, Instant idleSince, PageRequest page) {
        String sql = """
                select id, account_id, client_id, device, address, started_at, last_used_at, expires_at
                from session
                where account_id = $1 and ended_at is null and expires_at > $2 and last_used_at > $3 and id < $4
                order by id desc limit $5""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(account, at(now), at(idleSince), page.before(), page.limitPlusOne()))
                .map(rows -> stream(rows).map(SessionStore::session).toList());
    }

    /** Deletes sessions, and with them their refresh tokens; returns how many. */
    Uni<Integer> delete(Instant endedBefore, Instant expiredBefore, int most) {
        String sql = """
                delete from session where id in (
                    (select id from session where ended_at < $1 limit $3)
                    union all
                    (select id from session where expires_at < $2 limit $3))""";
        return Transactions.toTheEnd(() -> pool.preparedQuery(sql)
                .execute(Tuple.of(at(endedBefore), at(expiredBefore), most))
                .map(RowSet::rowCount));
    }

    private static Session session(Row row) {
        return new Session(
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getString("client_id"),
                row.getString("device"),
                row.getString("address"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("last_used_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
