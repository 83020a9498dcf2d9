package io.trunkline.sessions.token;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Refresh tokens in the database, but for the refresh itself. */
@ApplicationScoped
class RefreshTokenStore {

    /**
     * What is known of a refresh token.
     *
     * @param usedAt null if it has not been used
     * @param alive whether its session has not ended and its account is active
     */
    record Known(
            UUID session,
            UUID account,
            String clientId,
            Set<String> roles,
            Instant expiresAt,
            @Nullable Instant usedAt,
            boolean alive) {}

    private final Pool pool;

    RefreshTokenStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection transaction, byte[] hash, UUID session, Instant expiresAt) {
        return transaction
                .preparedQuery("insert into refresh_token (hash, session_id, expires_at) values ($1, $2, $3)")
                .execute(Tuple.tuple()
                        .addBuffer(Buffer.buffer(hash))
                        .addUUID(session)
                        .addOffsetDateTime(at(expiresAt)))
                .replaceWithVoid();
    }

    /** Null if there is no such token, or not any more. */
    Uni<@Nullable Known> find(byte[] hash) {
        String sql = """
                select s.id, s.account_id, s.client_id, a.roles, t.expires_at, t.used_at,
                    s.ended_at is null and a.deactivated_at is null as alive
                from refresh_token t join session s on s.id = t.session_id join account a on a.id = s.account_id
                where t.hash = $1""";
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple().addBuffer(Buffer.buffer(hash)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RefreshTokenStore::known)
                        .findFirst()
                        .orElse(null));
    }

    private static Known known(Row row) {
        OffsetDateTime usedAt = row.getOffsetDateTime("used_at");
        return new Known(
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getString("client_id"),
                Set.of(row.getArrayOfStrings("roles")),
                row.getOffsetDateTime("expires_at").toInstant(),
                usedAt == null ? null : usedAt.toInstant(),
                row.getBoolean("alive"));
    }

    /** Tokens that have expired: showing them again proves nothing any more. */
    Uni<Void> forget(Instant expiredBefore, int most) {
        String sql = """
                delete from refresh_token where hash in (
                    select hash from refresh_token where expires_at < $1 limit $2)""";
        return Transactions.toTheEnd(() -> pool.preparedQuery(sql)
                .execute(Tuple.of(at(expiredBefore), most))
                .replaceWithVoid());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
