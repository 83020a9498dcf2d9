package io.trunkline.sessions.code;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;

/** The last code of each phone, for signing in. */
@ApplicationScoped
class SignInCodeStore {

    /** Takes the place of the code before, which is worth nothing from now on. */
    Uni<Void> put(SqlConnection transaction, E164 phone, Buffer hash, int attempts, Instant expiresAt) {
        String sql = """
                insert into one_time_code (phone, code_hash, attempts_left, expires_at) values ($1, $2, $3, $4)
                on conflict (phone) do update set
                    code_hash = excluded.code_hash, attempts_left = excluded.attempts_left,
                    expires_at = excluded.expires_at, used_at = null""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.tuple()
                        .addString(phone.number())
                        .addBuffer(hash)
                        .addInteger(attempts)
                        .addOffsetDateTime(at(expiresAt)))
                .replaceWithVoid();
    }

    /**
     * Takes one attempt, and uses the code up if it is the right one; tells whether it was. Takes nothing where there is no
     * code, or none any more.
     */
    Uni<Boolean> redeem(SqlConnection transaction, E164 phone, Buffer hash, Instant now) {
        String sql = """
                update one_time_code set
                    attempts_left = attempts_left - 1,
                    used_at = case when code_hash = $2 then $3::timestamptz end
                where phone = $1 and attempts_left > 0 and expires_at > $3 and used_at is null
                returning used_at is not null as redeemed""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.tuple().addString(phone.number()).addBuffer(hash).addOffsetDateTime(at(now)))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).anyMatch(row -> row.getBoolean("redeemed")));
    }

    Uni<Void> forget(SqlConnection transaction, Instant expiredBefore, int most) {
        String sql = """
                delete from one_time_code where phone in (
                    select phone from one_time_code where expires_at < $1 limit $2)""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(at(expiredBefore), most))
                .replaceWithVoid();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
