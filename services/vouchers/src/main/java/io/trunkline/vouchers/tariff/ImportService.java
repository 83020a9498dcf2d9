package io.trunkline.vouchers.tariff;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.tariff.ImportReport.Finding;
import io.trunkline.vouchers.tariff.TariffSheet.Version;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Adds the rates of a file to a draft: all of them, or, if that is asked for, those that are acceptable. */
@ApplicationScoped
class ImportService {

    private final Transactions transactions;
    private final TariffService tariffs;
    private final TariffRepository versions;
    private final RateRepository rates;
    private final TariffConfig config;

    ImportService(
            Transactions transactions,
            TariffService tariffs,
            TariffRepository versions,
            RateRepository rates,
            TariffConfig config) {
        this.transactions = transactions;
        this.tariffs = tariffs;
        this.versions = versions;
        this.rates = rates;
        this.config = config;
    }

    Uni<ImportReport> add(UUID tariff, UUID version, RateFile file, boolean partial) {
        return transactions
                .inTransaction(transaction -> tariffs.lockDraft(transaction, tariff, version)
                        .invoke(draft -> requireRoom(draft, file))
                        .chain(draft -> add(transaction, draft, file))
                        .invoke(report -> keepOnlyIf(partial || report.isClean(), report)))
                .onFailure(NotKept.class)
                .recoverWithItem(notKept -> ((NotKept) notKept).report);
    }

    private void requireRoom(Version draft, RateFile file) {
        if (draft.rates() + file.lines().size() > config.mostRates()) {
            throw new Refused(TariffProblem.VERSION_FULL, "At most %d rates are taken".formatted(config.mostRates()));
        }
    }

    private Uni<ImportReport> add(SqlConnection transaction, Version draft, RateFile file) {
        return rates.lastNumberOf(transaction, draft.id()).chain(last -> add(transaction, draft, file, last));
    }

    private Uni<ImportReport> add(SqlConnection transaction, Version draft, RateFile file, int before) {
        List<RateLine> lines = IntStream.range(0, file.lines().size())
                .mapToObj(i -> file.lines().get(i).at(before + 1 + i))
                .toList();
        return rates.add(transaction, draft.id(), lines)
                .call(added -> versions.setRates(transaction, draft.id(), draft.rates() + added.size()))
                .map(added -> report(file, before, added));
    }

    private static ImportReport report(RateFile file, int before, Set<Integer> added) {
        List<Finding> repeated = IntStream.range(0, file.lines().size())
                .filter(i -> !added.contains(before + 1 + i))
                .mapToObj(i -> new Finding(
                        file.lines().get(i).number(), null, "repeats prefix, hours and beginning of another rate"))
                .toList();
        return ImportReport.of(added.size(), file.findings(), repeated);
    }

    private static void keepOnlyIf(boolean acceptable, ImportReport report) {
        if (!acceptable) {
            throw new NotKept(report);
        }
    }

    /** Rolls back, and carries the report out of it. */
    private static final class NotKept extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ImportReport report;

        NotKept(ImportReport report) {
            super("Not all of the file is acceptable", null, false, false);
            this.report = new ImportReport(0, report.refused(), report.findings());
        }
    }
}
