package io.trunkline.vouchers.tariff;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.tariff.TariffSheet.Version;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators do with tariffs: write them down, publish versions, say who pays by them. */
@ApplicationScoped
class TariffService {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration FARTHEST = Duration.ofDays(3_653);

    private final Transactions transactions;
    private final TariffRepository tariffs;
    private final RateRepository rates;
    private final TariffConfig config;
    private final Ids ids;
    private final Clock clock;

    TariffService(
            Transactions transactions,
            TariffRepository tariffs,
            RateRepository rates,
            TariffConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.tariffs = tariffs;
        this.rates = rates;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<TariffSheet> create(TariffRequest request, UUID operator) {
        TariffSheet tariff = new TariffSheet(
                ids.next(), request.name(), currency(request.currency()), zone(request.zone()), false, operator, now());
        return tariffs.add(tariff).replaceWith(tariff);
    }

    private static Currency currency(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException unknown) {
            throw Refused.invalid("currency", "is not an ISO 4217 currency");
        }
        throw Refused.invalid("currency", "is not one that can be paid with");
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException unknown) {
            throw Refused.invalid("zone", "is not a time zone like Europe/Madrid");
        }
    }

    Uni<TariffSheet> get(UUID id) {
        return tariffs.byId(id).onItem().ifNull().failWith(TariffService::unknownTariff);
    }

    Uni<Void> makeDefault(UUID id) {
        return transactions.inTransaction(transaction -> tariffs.tell(transaction)
                .chain(() -> tariffs.byId(transaction, id))
                .onItem()
                .ifNull()
                .failWith(TariffService::unknownTariff)
                .chain(tariff -> tariffs.makeDefault(transaction, tariff)));
    }

    Uni<Void> assign(UUID tariff, UUID account, UUID operator) {
        return tariffs.assign(tariff, account, operator, now())
                .chain(found ->
                        found ? Uni.createFrom().voidItem() : Uni.createFrom().failure(unknownTariff()));
    }

    Uni<Version> draft(UUID tariff, UUID operator) {
        return tariffs.addDraft(ids.next(), tariff, operator, now())
                .onItem()
                .ifNull()
                .failWith(TariffService::unknownTariff);
    }

    Uni<Version> version(UUID tariff, UUID id) {
        return tariffs.version(tariff, id).onItem().ifNull().failWith(TariffService::unknownVersion);
    }

    /** @param validFrom null for now */
    Uni<Version> publish(UUID tariff, UUID id, @Nullable Instant validFrom) {
        Instant now = now();
        Instant beginning = beginning(validFrom, now);
        return transactions
                .inTransaction(transaction -> lockDraft(transaction, tariff, id)
                        .invoke(TariffService::requireRates)
                        .call(() -> requireRoom(transaction, id))
                        .chain(() -> tariffs.publish(transaction, id, beginning, now))
                        .call(() -> tariffs.tell(transaction)))
                .onFailure(TariffService::isTaken)
                .transform(taken -> new Refused(
                        TariffProblem.PUBLICATION_TAKEN, "Choose another moment than that of the version before"));
    }

    private static Instant beginning(@Nullable Instant validFrom, Instant now) {
        if (validFrom == null) {
            return now;
        }
        if (validFrom.isBefore(now)) {
            throw Refused.invalid("validFrom", "must not be in the past: calls have been paid for");
        }
        if (validFrom.isAfter(now.plus(FARTHEST))) {
            throw Refused.invalid("validFrom", "is too far ahead");
        }
        return validFrom.truncatedTo(ChronoUnit.MICROS);
    }

    /** A version that still can be changed, and that nobody else changes meanwhile. */
    Uni<Version> lockDraft(SqlConnection transaction, UUID tariff, UUID id) {
        return tariffs.lockVersion(transaction, tariff, id)
                .onItem()
                .ifNull()
                .failWith(TariffService::unknownVersion)
                .invoke(TariffService::requireDraft);
    }

    private static void requireDraft(Version version) {
        if (version.isPublished()) {
            throw new Refused(TariffProblem.VERSION_PUBLISHED, "Make another version of the tariff");
        }
    }

    private static void requireRates(Version version) {
        if (version.rates() == 0) {
            throw new Refused(TariffProblem.VERSION_EMPTY, "Import its rates first");
        }
    }

    /** All replicas hold what is published in their memory: what they have no room for must not be published. */
    private Uni<Void> requireRoom(SqlConnection transaction, UUID version) {
        return rates.countDifferent(transaction, version)
                .invoke(different -> {
                    if (different > config.mostDifferentRates()) {
                        throw new Refused(
                                TariffProblem.TOO_MANY_DIFFERENT_RATES,
                                "%d of them differ in more than their prefix, and %d may"
                                        .formatted(different, config.mostDifferentRates()));
                    }
                })
                .replaceWithVoid();
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Refused unknownTariff() {
        return new Refused(TariffProblem.UNKNOWN_TARIFF, "No tariff has this id");
    }

    private static Refused unknownVersion() {
        return new Refused(TariffProblem.UNKNOWN_VERSION, "No version of this tariff has this id");
    }
}
