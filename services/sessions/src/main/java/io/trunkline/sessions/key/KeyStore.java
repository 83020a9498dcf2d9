package io.trunkline.sessions.key;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Signing keys in the database. */
@ApplicationScoped
class KeyStore {

    /** A row. The private part is wrapped, so it may be printed. */
    record StoredKey(String id, String publicJwk, String privateJwe, Instant createdAt, Instant signsFrom) {}

    /** Held by the replica that makes or deletes keys. Any constant will do. */
    private static final long KEYS_LOCK = 0x6b657973L;

    private final Pool pool;

    KeyStore(Pool pool) {
        this.pool = pool;
    }

    /** In the order in which they sign. */
    Uni<List<StoredKey>> all() {
        return all(pool);
    }

    /** The same, while no other replica makes or deletes any until the transaction ends. */
    Uni<List<StoredKey>> allLocked(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(KEYS_LOCK))
                .chain(() -> all(transaction));
    }

    private static Uni<List<StoredKey>> all(SqlClient client) {
        return client.preparedQuery(
                        "select id, public_jwk, private_jwe, created_at, signs_from from signing_key order by signs_from")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(KeyStore::storedKey)
                        .toList());
    }

    private static StoredKey storedKey(Row row) {
        return new StoredKey(
                row.getString("id"),
                row.getString("public_jwk"),
                row.getString("private_jwe"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("signs_from").toInstant());
    }

    Uni<Void> insert(SqlConnection transaction, StoredKey key) {
        String sql = """
                insert into signing_key (id, public_jwk, private_jwe, created_at, signs_from)
                values ($1, $2, $3, $4, $5)""";
        return transaction
                .preparedQuery(sql)
                .execute(
                        Tuple.of(key.id(), key.publicJwk(), key.privateJwe(), at(key.createdAt()), at(key.signsFrom())))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, List<String> ids) {
        return transaction
                .preparedQuery("delete from signing_key where id = any ($1)")
                .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
