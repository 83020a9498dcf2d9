package io.trunkline.vouchers.tariff;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.trunkline.kit.database.Transactions;
import io.trunkline.vouchers.rating.RateTable;
import io.trunkline.vouchers.rating.Tariff;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The published tariffs, in memory. They are read before the service starts to work, and again when the number of
 * publications has grown, whoever made it grow; a version that has been read is not read again. Who rates sees either all of
 * a publication or nothing of it.
 */
@ApplicationScoped
public class TariffTables {

    private static final Logger LOG = Logger.getLogger(TariffTables.class);
    private static final Duration PATIENCE_AT_START = Duration.ofMinutes(2);

    /** A version goes when the one after it has been in force for long enough. */
    private static final String VERSIONS = """
            select id, tariff_id, valid_from, currency, zone, is_default from (
                select version.id, tariff_id, valid_from, currency, zone, is_default,
                    lead(valid_from) over (partition by tariff_id order by valid_from) as ends_at
                from tariff_version version join tariff on tariff.id = tariff_id
                where published_at is not null) as published
            where ends_at is null or ends_at > $1""";

    private final Transactions transactions;
    private final Pool pool;
    private final RateRepository rates;
    private final TariffConfig config;
    private final Clock clock;
    private volatile Loaded loaded = new Loaded(-1, Map.of(), Map.of());
    private @Nullable Cancellable looking;

    TariffTables(Transactions transactions, Pool pool, RateRepository rates, TariffConfig config, Clock clock) {
        this.transactions = transactions;
        this.pool = pool;
        this.rates = rates;
        this.config = config;
        this.clock = clock;
    }

    private record Loaded(long publications, Map<UUID, Tariff> tariffs, Map<Currency, Tariff> defaults) {

        Map<UUID, RateTable> tables() {
            Map<UUID, RateTable> tables = new HashMap<>();
            tariffs.values()
                    .forEach(tariff -> tariff.versions().forEach(version -> tables.put(version.id(), version.rates())));
            return tables;
        }
    }

    private record Published(
            UUID version, UUID tariff, Instant validFrom, Currency currency, ZoneId zone, boolean isDefault) {}

    /** Null if nothing of it has been published. */
    public @Nullable Tariff tariff(UUID id) {
        return loaded.tariffs.get(id);
    }

    /** The default tariff of the house, if it has but one; null otherwise. */
    @Nullable
    Tariff onlyDefault() {
        Map<Currency, Tariff> defaults = loaded.defaults;
        return defaults.size() == 1 ? defaults.values().iterator().next() : null;
    }

    /** Before any record of the bus is taken. */
    void start(@Observes @Priority(2) StartupEvent event) {
        refresh().await().atMost(PATIENCE_AT_START);
        looking = Multi.createFrom()
                .ticks()
                .startingAfter(config.lookEvery())
                .every(config.lookEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> refresh()
                        .onFailure()
                        .invoke(failure -> LOG.warn("Tariffs stay as they are: they cannot be read", failure))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(nothing -> {});
    }

    void stop(@Observes ShutdownEvent event) {
        if (looking != null) {
            looking.cancel();
        }
    }

    /** Completes when what had been published is known here. */
    Uni<Void> refresh() {
        return pool.query("select number from tariff_publication")
                .execute()
                .map(rows -> rows.iterator().next().getLong("number"))
                .chain(publications ->
                        publications == loaded.publications ? Uni.createFrom().voidItem() : load(publications));
    }

    /** What is published in the meantime is read with it, and found to be known the next time. */
    private Uni<Void> load(long publications) {
        Instant oldest = clock.instant().minus(config.rememberFor());
        Map<UUID, RateTable> known = loaded.tables();
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.of(oldest.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TariffTables::published)
                        .toList())
                .call(versions -> loadAll(versions, known))
                .invoke(versions -> loaded = loaded(publications, versions, known))
                .invoke(versions -> LOG.infof("%d versions of tariffs are in use", versions.size()))
                .replaceWithVoid();
    }

    private Uni<Void> loadAll(List<Published> versions, Map<UUID, RateTable> known) {
        return Multi.createFrom()
                .iterable(versions)
                .filter(version -> !known.containsKey(version.version))
                .onItem()
                .transformToUniAndConcatenate(version -> transactions
                        .inTransaction(transaction -> rates.table(transaction, version.version))
                        .invoke(table -> known.put(version.version, table)))
                .onItem()
                .ignoreAsUni();
    }

    private static Loaded loaded(long publications, List<Published> versions, Map<UUID, RateTable> tables) {
        Map<UUID, List<Published>> byTariff = new HashMap<>();
        versions.forEach(version -> byTariff.computeIfAbsent(version.tariff, tariff -> new ArrayList<>())
                .add(version));
        Map<UUID, Tariff> tariffs = new HashMap<>();
        Map<Currency, Tariff> defaults = new HashMap<>();
        byTariff.forEach((id, some) -> {
            Published any = some.getFirst();
            Tariff tariff = new Tariff(id, any.currency, any.zone, versionsOf(some, tables));
            tariffs.put(id, tariff);
            if (any.isDefault) {
                defaults.put(any.currency, tariff);
            }
        });
        return new Loaded(publications, Map.copyOf(tariffs), Map.copyOf(defaults));
    }

    private static List<Tariff.Version> versionsOf(List<Published> some, Map<UUID, RateTable> tables) {
        return some.stream()
                .map(version -> new Tariff.Version(
                        version.version, version.validFrom, tables.getOrDefault(version.version, RateTable.EMPTY)))
                .toList();
    }

    private static Published published(Row row) {
        return new Published(
                row.getUUID("id"),
                row.getUUID("tariff_id"),
                row.getOffsetDateTime("valid_from").toInstant(),
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("zone")),
                row.getBoolean("is_default"));
    }
}
