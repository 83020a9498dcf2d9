package io.trunkline.sessions.token;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The hot path of this service: one statement that marks a refresh token as used, stores its successor, touches the session
 * and reads who it is for.
 *
 * <p>Calls with the same token wait for each other at its row. The first marks it; the others, within the grace window, find
 * the mark, leave it as it is, and find the successor stored. What is read of account and session may be older than the
 * moment the wait ends: if the session was ended meanwhile, the last part finds it so, and nothing is returned.
 */
@ApplicationScoped
class RefreshStatement {

    private static final String SQL = """
            with presented as (
                update refresh_token t set used_at = coalesce(t.used_at, $3)
                from session s join account a on a.id = s.account_id
                where t.hash = $1 and (t.used_at is null or t.used_at > $4) and t.expires_at > $3
                  and s.id = t.session_id and s.client_id = $6 and s.ended_at is null and s.expires_at > $3
                  and a.deactivated_at is null
                returning s.id as session_id, s.account_id, s.expires_at, a.roles),
            successor as (
                insert into refresh_token (hash, session_id, expires_at)
                select $2, session_id, least($5, expires_at) from presented
                on conflict (hash) do nothing),
            touched as (
                update session s set last_used_at = $3 from presented
                where s.id = presented.session_id and s.ended_at is null
                returning s.id)
            select presented.* from presented join touched on touched.id = presented.session_id""";

    /** Whom the tokens are for. */
    record Refreshed(UUID session, UUID account, Instant sessionEnds, Set<String> roles) {}

    private final Pool pool;

    RefreshStatement(Pool pool) {
        this.pool = pool;
    }

    /**
     * Null if the token is not good, for whatever reason.
     *
     * @param grace how long a used token is still good
     * @param idle how long the successor may rest
     */
    Uni<@Nullable Refreshed> run(
            byte[] hash, byte[] successor, String clientId, Instant now, Duration grace, Duration idle) {
        Tuple values = Tuple.tuple()
                .addBuffer(Buffer.buffer(hash))
                .addBuffer(Buffer.buffer(successor))
                .addOffsetDateTime(at(now))
                .addOffsetDateTime(at(now.minus(grace)))
                .addOffsetDateTime(at(now.plus(idle)))
                .addString(clientId);
        return Transactions.toTheEnd(
                () -> pool.preparedQuery(SQL).execute(values).map(rows -> StreamSupport.stream(
                                rows.spliterator(), false)
                        .map(RefreshStatement::refreshed)
                        .findFirst()
                        .orElse(null)));
    }

    private static Refreshed refreshed(Row row) {
        return new Refreshed(
                row.getUUID("session_id"),
                row.getUUID("account_id"),
                row.getOffsetDateTime("expires_at").toInstant(),
                Set.of(row.getArrayOfStrings("roles")));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
