package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Issues batches: from the draft to the list of codes. */
@ApplicationScoped
class BatchService {

    private final Transactions transactions;
    private final BatchRepository batches;
    private final CodePress press;
    private final Outbox outbox;
    private final Clock clock;

    BatchService(Transactions transactions, BatchRepository batches, CodePress press, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.batches = batches;
        this.press = press;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Makes the codes of a draft and tells them, once: of any number of callers one gets them. They are told after the
     * commit, so a list that somebody holds is always good; a caller who hangs up before has made codes that nobody knows.
     */
    Uni<String> issue(UUID id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions
                .inTransaction(transaction -> batches.issue(transaction, id, press.keyId(), now)
                        .onItem()
                        .ifNull()
                        .switchTo(() -> refuse(transaction, id))
                        .call(batch -> outbox.add(transaction, batch.issuedEvent(now)))
                        .chain(batch -> press.print(transaction, batch)))
                .map(CodeList::csv);
    }

    private Uni<Batch> refuse(SqlConnection transaction, UUID id) {
        return batches.byId(transaction, id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(BatchProblem.UNKNOWN_BATCH, "No batch has this id"))
                .map(BatchService::refuse);
    }

    private static Batch refuse(Batch batch) {
        throw batch.state() == Batch.State.ISSUED
                ? new Refused(BatchProblem.BATCH_ISSUED, "Codes are shown once, when they are made")
                : new Refused(BatchProblem.BATCH_EXPIRED, "It expired at " + batch.expiresAt());
    }
}
