package io.trunkline.vouchers.tariff;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.vouchers.tariff.TariffSheet.Version;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tariffs, their versions, and who pays by them, in the database. */
@ApplicationScoped
class TariffRepository {

    private final Pool pool;

    TariffRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(TariffSheet tariff) {
        String sql = """
                insert into tariff (id, name, currency, zone, created_by, created_at) values ($1, $2, $3, $4, $5, $6)""";
        Tuple values = Tuple.of(
                tariff.id(),
                tariff.name(),
                tariff.currency().getCurrencyCode(),
                tariff.zone(),
                tariff.createdBy(),
                at(tariff.createdAt()));
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** Null if there is none. */
    Uni<@Nullable TariffSheet> byId(SqlClient client, UUID id) {
        return client.preparedQuery("select * from tariff where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> firstOf(rows, TariffRepository::tariff));
    }

    Uni<@Nullable TariffSheet> byId(UUID id) {
        return byId(pool, id);
    }

    /** Newest first. */
    Uni<Page<TariffSheet>> page(PageRequest page) {
        return pool.preparedQuery("select * from tariff where id < $1 order by id desc limit $2")
                .execute(Tuple.of(page.before(), page.limitPlusOne()))
                .map(rows -> Page.of(allOf(rows, TariffRepository::tariff), page, TariffSheet::id));
    }

    /** Takes the place of the default tariff of its currency. */
    Uni<Void> makeDefault(SqlConnection transaction, TariffSheet tariff) {
        String before = "update tariff set is_default = false where currency = $1 and is_default and id <> $2";
        String now = "update tariff set is_default = true where id = $1";
        return transaction
                .preparedQuery(before)
                .execute(Tuple.of(tariff.currency().getCurrencyCode(), tariff.id()))
                .chain(() -> transaction.preparedQuery(now).execute(Tuple.of(tariff.id())))
                .replaceWithVoid();
    }

    /** False if there is no such tariff. */
    Uni<Boolean> assign(UUID tariff, UUID account, UUID operator, Instant now) {
        String sql = """
                insert into tariff_assignment (account_id, tariff_id, assigned_by, assigned_at)
                select $2::uuid, id, $3::uuid, $4::timestamptz from tariff where id = $1
                on conflict (account_id) do update
                set tariff_id = excluded.tariff_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(tariff, account, operator, at(now)))
                .map(result -> result.rowCount() == 1);
    }

    Uni<Void> unassign(UUID tariff, UUID account) {
        return pool.preparedQuery("delete from tariff_assignment where tariff_id = $1 and account_id = $2")
                .execute(Tuple.of(tariff, account))
                .replaceWithVoid();
    }

    /** Null if there is no such tariff. */
    Uni<@Nullable Version> addDraft(UUID id, UUID tariff, UUID operator, Instant now) {
        String sql = """
                insert into tariff_version (id, tariff_id, created_by, created_at)
                select $1::uuid, id, $3::uuid, $4::timestamptz from tariff where id = $2
                returning *""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(id, tariff, operator, at(now)))
                .map(rows -> firstOf(rows, TariffRepository::version));
    }

    /** Newest first. */
    Uni<Page<Version>> versionsOf(UUID tariff, PageRequest page) {
        String sql = "select * from tariff_version where tariff_id = $1 and id < $2 order by id desc limit $3";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(tariff, page.before(), page.limitPlusOne()))
                .map(rows -> Page.of(allOf(rows, TariffRepository::version), page, Version::id));
    }

    /** Null if the tariff has no such version. */
    Uni<@Nullable Version> version(UUID tariff, UUID id) {
        return pool.preparedQuery("select * from tariff_version where tariff_id = $1 and id = $2")
                .execute(Tuple.of(tariff, id))
                .map(rows -> firstOf(rows, TariffRepository::version));
    }

    /** The same; nobody else changes the version before the transaction ends. */
    Uni<@Nullable Version> lockVersion(SqlConnection transaction, UUID tariff, UUID id) {
        return transaction
                .preparedQuery("select * from tariff_version where tariff_id = $1 and id = $2 for update")
                .execute(Tuple.of(tariff, id))
                .map(rows -> firstOf(rows, TariffRepository::version));
    }

    Uni<Void> setRates(SqlConnection transaction, UUID version, int rates) {
        return transaction
                .preparedQuery("update tariff_version set rates = $2 where id = $1")
                .execute(Tuple.of(version, rates))
                .replaceWithVoid();
    }

    Uni<Version> publish(SqlConnection transaction, UUID version, Instant validFrom, Instant now) {
        String sql = "update tariff_version set valid_from = $2, published_at = $3 where id = $1 returning *";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(version, at(validFrom), at(now)))
                .map(rows -> version(rows.iterator().next()));
    }

    /** Lets every replica know that there is something to read. Publications wait for each other here. */
    Uni<Void> tell(SqlConnection transaction) {
        return transaction
                .query("update tariff_publication set number = number + 1")
                .execute()
                .replaceWithVoid();
    }

    private static <T> @Nullable T firstOf(RowSet<Row> rows, Function<Row, T> reader) {
        return rows.size() == 0 ? null : reader.apply(rows.iterator().next());
    }

    private static <T> List<T> allOf(RowSet<Row> rows, Function<Row, T> reader) {
        return StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
    }

    private static TariffSheet tariff(Row row) {
        return new TariffSheet(
                row.getUUID("id"),
                row.getString("name"),
                Currency.getInstance(row.getString("currency")),
                row.getString("zone"),
                row.getBoolean("is_default"),
                row.getUUID("created_by"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Version version(Row row) {
        return new Version(
                row.getUUID("id"),
                row.getUUID("tariff_id"),
                row.getInteger("rates"),
                instant(row.getOffsetDateTime("valid_from")),
                instant(row.getOffsetDateTime("published_at")),
                row.getUUID("created_by"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
