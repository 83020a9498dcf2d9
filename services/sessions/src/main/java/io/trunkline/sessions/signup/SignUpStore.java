package io.trunkline.sessions.signup;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
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
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Sign-ups that wait for their code. */
@ApplicationScoped
class SignUpStore {

    /** What came of a code: the sign-up, and whether it is confirmed. */
    record Attempt(SignUp signUp, boolean confirmed) {}

    private final Pool pool;

    SignUpStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection transaction, SignUp signUp, Buffer codeHash, int attempts) {
        String sql = """
                insert into sign_up (id, phone, name, password_hash, code_hash, attempts_left, expires_at)
                values ($1, $2, $3, $4, $5, $6, $7)""";
        Tuple values = Tuple.tuple()
                .addUUID(signUp.id())
                .addString(signUp.phone().number())
                .addString(signUp.name())
                .addString(signUp.passwordHash())
                .addBuffer(codeHash)
                .addInteger(attempts)
                .addOffsetDateTime(at(signUp.expiresAt()));
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /**
     * Takes one attempt, and confirms the sign-up if the code is the right one. Of two at once, one waits for the other.
     * Null if there is no such sign-up, or it is over.
     */
    Uni<@Nullable Attempt> attempt(SqlConnection transaction, UUID id, Buffer codeHash, Instant now) {
        String sql = """
                update sign_up set
                    attempts_left = attempts_left - 1,
                    confirmed_at = case when code_hash = $2 then $3::timestamptz end
                where id = $1 and attempts_left > 0 and expires_at > $3 and confirmed_at is null
                returning id, phone, name, password_hash, expires_at, confirmed_at is not null as confirmed""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.tuple().addUUID(id).addBuffer(codeHash).addOffsetDateTime(at(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SignUpStore::attempt)
                        .findFirst()
                        .orElse(null));
    }

    private static Attempt attempt(Row row) {
        SignUp signUp = new SignUp(
                row.getUUID("id"),
                new E164(row.getString("phone")),
                row.getString("name"),
                row.getString("password_hash"),
                row.getOffsetDateTime("expires_at").toInstant());
        return new Attempt(signUp, row.getBoolean("confirmed"));
    }

    Uni<Boolean> exists(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery("select from sign_up where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 1);
    }

    Uni<Void> forget(Instant expiredBefore, int most) {
        String sql = """
                delete from sign_up where id in (select id from sign_up where expires_at < $1 limit $2)""";
        return Transactions.toTheEnd(() -> pool.preparedQuery(sql)
                .execute(Tuple.of(at(expiredBefore), most))
                .replaceWithVoid());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
