package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.session.MaskedSession.Participant;
import io.trunkline.smsproxy.session.MaskedSession.Status;
import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions as their owners ask for them. */
@ApplicationScoped
class SessionRepository {

    private static final String WITH_PEOPLE = """
            select s.*, p.id as participant_id, p.side, p.number, p.written, p.name as participant_name, p.proxy_number,
                p.joined_at, p.left_at
            from %s s left join participant p on p.session_id = s.id
            order by %s, p.id""";

    private final Pool database;

    SessionRepository(Pool database) {
        this.database = database;
    }

    Uni<@Nullable MaskedSession> byId(UUID owner, UUID id) {
        return byId(database, owner, id);
    }

    /** As {@link #byId}, and nobody else changes it until the transaction's end. */
    Uni<@Nullable MaskedSession> lock(SqlConnection transaction, UUID owner, UUID id) {
        return transaction
                .preparedQuery("select from masked_session where owner = $1 and id = $2 for update")
                .execute(Tuple.of(owner, id))
                .chain(() -> byId(transaction, owner, id));
    }

    private static Uni<@Nullable MaskedSession> byId(SqlClient client, UUID owner, UUID id) {
        String one = "(select * from masked_session where owner = $1 and id = $2)";
        return client.preparedQuery(WITH_PEOPLE.formatted(one, "s.id"))
                .execute(Tuple.of(owner, id))
                .map(rows -> sessions(Rows.list(rows, row -> row)))
                .map(sessions -> sessions.isEmpty() ? null : sessions.getFirst());
    }

    Uni<Page<MaskedSession>> list(UUID owner, @Nullable Status status, PageRequest page) {
        String some = """
                (select * from masked_session
                 where owner = $1 and id < $2 and ($4::text is null or status = $4) order by id desc limit $3)""";
        return database.preparedQuery(WITH_PEOPLE.formatted(some, "s.id desc"))
                .execute(Tuple.of(owner, page.before(), page.limitPlusOne(), status == null ? null : Rows.text(status)))
                .map(rows -> Page.of(sessions(Rows.list(rows, row -> row)), page, MaskedSession::id));
    }

    Uni<List<MaskedSession>> allOpen(UUID owner) {
        String open = "(select * from masked_session where owner = $1 and status = 'open')";
        return database.preparedQuery(WITH_PEOPLE.formatted(open, "s.id"))
                .execute(Tuple.of(owner))
                .map(rows -> sessions(Rows.list(rows, row -> row)));
    }

    /** @param expiresAt null for never */
    Uni<Void> change(SqlConnection transaction, UUID id, SessionChange change, @Nullable Instant expiresAt) {
        String sql = """
                update masked_session
                set name = coalesce($2, name), ttl = coalesce($3, ttl), closes_at = coalesce($4, closes_at), expires_at = $5,
                    start_text = coalesce($6, start_text), end_text = coalesce($7, end_text),
                    expiry_text = coalesce($8, expiry_text)
                where id = $1""";
        SessionTexts texts = change.texts() == null ? SessionTexts.USUAL : change.texts();
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(change.name())
                .addValue(change.ttl() == null ? null : Rows.interval(change.ttl()))
                .addOffsetDateTime(Rows.atOrNull(change.closesAt()))
                .addOffsetDateTime(Rows.atOrNull(expiresAt))
                .addString(texts.start())
                .addString(texts.end())
                .addString(texts.expiry());
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    Uni<@Nullable Seat> seat(SqlClient client, UUID session, UUID participant) {
        String sql = """
                select p.id, p.number, p.proxy_number, v.carrier, v.fallback_carriers
                from participant p join virtual_number v on v.number = p.proxy_number
                where p.session_id = $1 and p.id = $2 and p.left_at is null""";
        return client.preparedQuery(sql)
                .execute(Tuple.of(session, participant))
                .map(rows -> Rows.firstOrNull(rows, Seat::of));
    }

    private static List<MaskedSession> sessions(List<Row> rows) {
        Map<UUID, List<Row>> bySession = new LinkedHashMap<>();
        rows.forEach(row -> bySession
                .computeIfAbsent(row.getUUID("id"), id -> new ArrayList<>())
                .add(row));
        return bySession.values().stream().map(SessionRepository::session).toList();
    }

    private static MaskedSession session(List<Row> rows) {
        Row row = rows.getFirst();
        return new MaskedSession(
                row.getUUID("id"),
                row.getUUID("pool_id"),
                row.getString("name"),
                Rows.constant(Status.class, row.getString("status")),
                row.getValue("ttl") == null ? null : Rows.duration(row, "ttl"),
                Rows.constant(TtlFrom.class, row.getString("ttl_from")),
                Rows.instant(row, "closes_at"),
                Rows.instant(row, "expires_at"),
                new SessionTexts(row.getString("start_text"), row.getString("end_text"), row.getString("expiry_text")),
                row.getBoolean("honours_stop"),
                row.getString("open_side"),
                row.getOffsetDateTime("created_at").toInstant(),
                Rows.instant(row, "ended_at"),
                rows.stream()
                        .filter(person -> person.getUUID("participant_id") != null)
                        .map(SessionRepository::participant)
                        .toList());
    }

    private static Participant participant(Row row) {
        return new Participant(
                row.getUUID("participant_id"),
                row.getString("side"),
                E164.of(row.getString("number")),
                row.getString("written"),
                row.getString("participant_name"),
                E164.of(row.getString("proxy_number")),
                row.getOffsetDateTime("joined_at").toInstant(),
                Rows.instant(row, "left_at"));
    }
}
