package io.trunkline.smsproxy.pool;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.pool.NumberPool.Choice;
import io.trunkline.smsproxy.pool.NumberPool.Sharing;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pools of numbers. */
@ApplicationScoped
class PoolRepository {

    private static final String COLUMNS = "id, owner, name, sharing, choice, cool_down, cool_down_strict, created_at";

    private final Pool database;

    PoolRepository(Pool database) {
        this.database = database;
    }

    /** False if the owner has a pool of that name. */
    Uni<Boolean> insert(NumberPool pool) {
        String sql = """
                insert into pool (id, owner, name, sharing, choice, cool_down, cool_down_strict, created_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""";
        Tuple values = Tuple.tuple()
                .addUUID(pool.id())
                .addUUID(pool.owner())
                .addString(pool.name())
                .addString(Rows.text(pool.sharing()))
                .addString(Rows.text(pool.choice()))
                .addValue(Rows.interval(pool.coolDown()))
                .addBoolean(pool.coolDownStrict())
                .addOffsetDateTime(Rows.at(pool.createdAt()));
        return Transactions.toTheEnd(
                () -> database.preparedQuery(sql).execute(values).map(result -> result.rowCount() == 1));
    }

    Uni<Page<NumberPool>> list(UUID owner, PageRequest page) {
        String sql = "select %s from pool where owner = $1 and id < $2 order by id desc limit $3".formatted(COLUMNS);
        return database.preparedQuery(sql)
                .execute(Tuple.of(owner, page.before(), page.limitPlusOne()))
                .map(rows -> Page.of(Rows.list(rows, PoolRepository::pool), page, NumberPool::id));
    }

    Uni<@Nullable NumberPool> byId(UUID owner, UUID id) {
        String sql = "select %s from pool where owner = $1 and id = $2".formatted(COLUMNS);
        return database.preparedQuery(sql)
                .execute(Tuple.of(owner, id))
                .map(rows -> Rows.firstOrNull(rows, PoolRepository::pool));
    }

    Uni<@Nullable NumberPool> byName(UUID owner, String name) {
        String sql = "select %s from pool where owner = $1 and name = $2".formatted(COLUMNS);
        return database.preparedQuery(sql)
                .execute(Tuple.of(owner, name))
                .map(rows -> Rows.firstOrNull(rows, PoolRepository::pool));
    }

    /** The pool of a number; null if it is in none of the owner's. */
    Uni<@Nullable NumberPool> ofNumber(SqlClient client, UUID owner, String number) {
        String sql = """
                select %s from pool
                where owner = $1 and id = (select pool_id from virtual_number where owner = $1 and number = $2)""".formatted(COLUMNS);
        return client.preparedQuery(sql)
                .execute(Tuple.of(owner, number))
                .map(rows -> Rows.firstOrNull(rows, PoolRepository::pool));
    }

    private static NumberPool pool(Row row) {
        return new NumberPool(
                row.getUUID("id"),
                row.getUUID("owner"),
                row.getString("name"),
                Rows.constant(Sharing.class, row.getString("sharing")),
                Rows.constant(Choice.class, row.getString("choice")),
                Rows.duration(row, "cool_down"),
                row.getBoolean("cool_down_strict"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
