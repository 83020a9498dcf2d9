package io.trunkline.vouchers.tariff;

import io.smallrye.mutiny.Uni;
import io.trunkline.vouchers.rating.Tariff;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tariff an account pays by: the one that it has been assigned, or else the default one of a currency in which it has a
 * balance. Of several those with credit go first, then they go by their codes.
 */
@ApplicationScoped
public class AccountTariffs {

    private static final String TARIFFS = """
            select account.id, coalesce(assignment.tariff_id, (
                select tariff.id from balance join tariff on tariff.currency = balance.currency and tariff.is_default
                where balance.account_id = account.id
                order by balance.amount > 0 desc, balance.currency limit 1)) as tariff_id
            from unnest($1::uuid[]) as account (id)
            left join tariff_assignment assignment on assignment.account_id = account.id""";

    private final Pool pool;
    private final TariffTables tables;

    AccountTariffs(Pool pool, TariffTables tables) {
        this.pool = pool;
        this.tables = tables;
    }

    /** Without the accounts that have none. */
    public Uni<Map<UUID, Tariff>> of(SqlClient client, Collection<UUID> accounts) {
        Tuple values = Tuple.tuple().addArrayOfUUID(accounts.toArray(UUID[]::new));
        return client.preparedQuery(TARIFFS).execute(values).map(rows -> {
            Map<UUID, Tariff> tariffs = new HashMap<>();
            for (Row row : rows) {
                UUID id = row.getUUID("tariff_id");
                Tariff tariff = id == null ? null : tables.tariff(id);
                if (tariff != null) {
                    tariffs.put(row.getUUID("id"), tariff);
                }
            }
            return tariffs;
        });
    }

    /** Somebody without credit sees the prices of the house, if it has one default tariff; null otherwise. */
    Uni<@Nullable Tariff> forShow(UUID account) {
        return of(pool, List.of(account)).map(tariffs -> {
            Tariff own = tariffs.get(account);
            return own == null ? tables.onlyDefault() : own;
        });
    }
}
