package io.trunkline.smsproxy.pool;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.pool.VirtualNumber.Capability;
import io.trunkline.smsproxy.pool.VirtualNumber.Health;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Virtual numbers. */
@ApplicationScoped
class NumberRepository {

    private static final String SELECT = """
            select n.*, (
                    select count(distinct session_id) from participant
                    where proxy_number = n.number and left_at is null) as open_sessions
            from virtual_number n""";

    private final Pool database;

    NumberRepository(Pool database) {
        this.database = database;
    }

    /** False if the number is in some pool already, of whomever. */
    Uni<Boolean> insert(UUID owner, VirtualNumber number) {
        String sql = """
                insert into virtual_number
                    (id, owner, pool_id, number, written, carrier, fallback_carriers, country, capabilities, reserved,
                     health, added_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing""";
        Tuple values = Tuple.tuple()
                .addUUID(number.id())
                .addUUID(owner)
                .addUUID(number.pool())
                .addString(number.number().number())
                .addString(number.written())
                .addString(number.carrier())
                .addArrayOfString(number.fallbackCarriers().toArray(String[]::new))
                .addString(number.country())
                .addArrayOfString(texts(number.capabilities()))
                .addBoolean(number.reserved())
                .addString(Rows.text(number.health()))
                .addOffsetDateTime(Rows.at(number.addedAt()));
        return Transactions.toTheEnd(
                () -> database.preparedQuery(sql).execute(values).map(result -> result.rowCount() == 1));
    }

    private static String[] texts(List<Capability> capabilities) {
        return capabilities.stream().map(Rows::text).toArray(String[]::new);
    }

    /** @param pool null for the numbers of all pools */
    Uni<Page<VirtualNumber>> list(UUID owner, @Nullable UUID pool, PageRequest page) {
        String sql = SELECT
                + " where n.owner = $1 and ($2::uuid is null or n.pool_id = $2) and n.id < $3 order by n.id desc limit $4";
        return database.preparedQuery(sql)
                .execute(Tuple.of(owner, pool, page.before(), page.limitPlusOne()))
                .map(rows -> Page.of(Rows.list(rows, NumberRepository::number), page, VirtualNumber::id));
    }

    /** Everything that an owner has, in the order in which it was added. */
    Uni<List<VirtualNumber>> all(UUID owner) {
        return database.preparedQuery(SELECT + " where n.owner = $1 order by n.id")
                .execute(Tuple.of(owner))
                .map(rows -> Rows.list(rows, NumberRepository::number));
    }

    Uni<@Nullable VirtualNumber> byId(UUID owner, UUID id) {
        return database.preparedQuery(SELECT + " where n.owner = $1 and n.id = $2")
                .execute(Tuple.of(owner, id))
                .map(rows -> Rows.firstOrNull(rows, NumberRepository::number));
    }

    Uni<@Nullable VirtualNumber> byNumber(UUID owner, E164 number) {
        return database.preparedQuery(SELECT + " where n.owner = $1 and n.number = $2")
                .execute(Tuple.of(owner, number.number()))
                .map(rows -> Rows.firstOrNull(rows, NumberRepository::number));
    }

    Uni<Boolean> isOfAnother(UUID owner, E164 number) {
        return database.preparedQuery("select from virtual_number where number = $2 and owner <> $1")
                .execute(Tuple.of(owner, number.number()))
                .map(rows -> rows.size() > 0);
    }

    /** What is null stays as it is. False if there is no such number. */
    Uni<Boolean> change(UUID owner, UUID id, @Nullable Boolean reserved, @Nullable Health health) {
        String sql = """
                update virtual_number set reserved = coalesce($3, reserved), health = coalesce($4, health)
                where owner = $1 and id = $2""";
        Tuple values = Tuple.of(owner, id, reserved, health == null ? null : Rows.text(health));
        return Transactions.toTheEnd(
                () -> database.preparedQuery(sql).execute(values).map(result -> result.rowCount() == 1));
    }

    /** False if a session uses it, or there is no such number. */
    Uni<Boolean> remove(UUID owner, UUID id) {
        String sql = """
                delete from virtual_number n
                where n.owner = $1 and n.id = $2 and n.session_id is null
                  and not exists (select from participant where proxy_number = n.number and left_at is null)
                  and not exists (select from open_seat where proxy_number = n.number)""";
        return Transactions.toTheEnd(
                () -> database.preparedQuery(sql).execute(Tuple.of(owner, id)).map(result -> result.rowCount() == 1));
    }

    private static VirtualNumber number(Row row) {
        return new VirtualNumber(
                row.getUUID("id"),
                row.getUUID("pool_id"),
                E164.of(row.getString("number")),
                row.getString("written"),
                row.getString("carrier"),
                List.of(row.getArrayOfStrings("fallback_carriers")),
                row.getString("country"),
                Arrays.stream(row.getArrayOfStrings("capabilities"))
                        .map(text -> Rows.constant(Capability.class, text))
                        .toList(),
                row.getBoolean("reserved"),
                Rows.constant(Health.class, row.getString("health")),
                row.getLong("open_sessions"),
                row.getUUID("session_id"),
                row.getOffsetDateTime("added_at").toInstant());
    }
}
