package io.trunkline.vouchers.proof;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Seals what was booked, each second. One replica at a time does it. */
@ApplicationScoped
class Sealing {

    /** Entries of one seal. */
    static final int LARGEST = 1_000;

    private final Transactions transactions;
    private final SealRepository seals;
    private final Clock clock;

    Sealing(Transactions transactions, SealRepository seals, Clock clock) {
        this.transactions = transactions;
        this.seals = seals;
        this.clock = clock;
    }

    @Scheduled(every = "1s", identity = "ledger-seal", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> seal() {
        return transactions
                .inTransaction(transaction -> seals.claim(transaction)
                        .chain(mine ->
                                mine ? sealNext(transaction) : Uni.createFrom().item(0)))
                .chain(count -> count < LARGEST ? Uni.createFrom().voidItem() : seal());
    }

    private Uni<Integer> sealNext(SqlConnection transaction) {
        return seals.last(transaction).chain(last -> seals.unsealed(transaction, last, LARGEST)
                .call(entries -> entries.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : seals.add(
                                transaction, last.next(entries, clock.instant().truncatedTo(ChronoUnit.MICROS))))
                .map(entries -> entries.size()));
    }
}
