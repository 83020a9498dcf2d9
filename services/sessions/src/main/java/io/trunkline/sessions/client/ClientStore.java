package io.trunkline.sessions.client;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.sessions.client.Client.Kind;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Clients in the database. */
@ApplicationScoped
class ClientStore {

    /** A client and the hash of its secret; null for a public one. */
    record Registered(Client client, @Nullable Buffer secretHash) {}

    private static final String COLUMNS = "id, client_id, name, kind, roles, created_at, secret_hash";

    private final Pool pool;

    ClientStore(Pool pool) {
        this.pool = pool;
    }

    Uni<@Nullable Registered> byClientId(String clientId) {
        return pool.preparedQuery("select " + COLUMNS + " from client where client_id = $1")
                .execute(Tuple.of(clientId))
                .map(rows -> stream(rows).findFirst().orElse(null));
    }

    Uni<@Nullable Registered> byId(UUID id) {
        return pool.preparedQuery("select " + COLUMNS + " from client where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> stream(rows).findFirst().orElse(null));
    }

    /** Newest first; one more than the page holds. */
    Uni<List<Client>> list(PageRequest page) {
        return pool.preparedQuery("select " + COLUMNS + " from client where id < $1 order by id desc limit $2")
                .execute(Tuple.of(page.before(), page.limitPlusOne()))
                .map(rows -> stream(rows).map(Registered::client).toList());
    }

    Uni<Void> insert(Client client, byte[] secretHash) {
        String sql = """
                insert into client (id, client_id, name, kind, roles, created_at, secret_hash)
                values ($1, $2, $3, $4, $5, $6, $7)""";
        Tuple values = Tuple.tuple()
                .addUUID(client.id())
                .addString(client.clientId())
                .addString(client.name())
                .addString(textOf(client.kind()))
                .addArrayOfString(client.roles().toArray(String[]::new))
                .addOffsetDateTime(client.createdAt().atOffset(ZoneOffset.UTC))
                .addBuffer(Buffer.buffer(secretHash));
        return Transactions.toTheEnd(
                () -> pool.preparedQuery(sql).execute(values).replaceWithVoid());
    }

    Uni<Void> delete(UUID id) {
        return Transactions.toTheEnd(() -> pool.preparedQuery("delete from client where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid());
    }

    private static Stream<Registered> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(ClientStore::registered);
    }

    private static Registered registered(Row row) {
        Client client = new Client(
                row.getUUID("id"),
                row.getString("client_id"),
                row.getString("name"),
                kindOf(row.getString("kind")),
                Set.of(row.getArrayOfStrings("roles")),
                row.getOffsetDateTime("created_at").toInstant());
        return new Registered(client, row.getBuffer("secret_hash"));
    }

    private static String textOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Kind kindOf(String text) {
        return Kind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
