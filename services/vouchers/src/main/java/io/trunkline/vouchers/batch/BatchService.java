package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Issues batches, from the draft to the list of codes, and voids them. */
@ApplicationScoped
class BatchService {

    private final Transactions transactions;
    private final BatchRepository batches;
    private final CodePress press;
    private final Outbox outbox;
    private final BatchConfig config;
    private final Clock clock;

    BatchService(
            Transactions transactions,
            BatchRepository batches,
            CodePress press,
            Outbox outbox,
            BatchConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.batches = batches;
        this.press = press;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Makes the codes of a draft and tells them as CSV, once: of any number of callers one gets them. They are told after the
     * commit, so a list that somebody holds is always good; a caller who hangs up before has made codes that nobody knows.
     */
    Uni<String> issue(UUID id) {
        return issue(id, BatchService::csv);
    }

    private static String csv(Batch batch, List<CodeSheet> sheets) {
        CodeList list = CodeList.of(batch, batch.count());
        sheets.forEach(list::addAll);
        return list.csv();
    }

    /** The same, as cards on a PDF. */
    Uni<byte[]> issueCards(UUID id, CardRequest request) {
        return offTheEventLoop(() -> CardDesign.of(request))
                .chain(design -> issue(id, (batch, sheets) -> new CardSheet(batch, design).pdf(sheets)));
    }

    private <T> Uni<T> issue(UUID id, BiFunction<Batch, List<CodeSheet>, T> written) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.inTransaction(
                transaction -> batches.issue(transaction, id, config.largestList(), press.keyId(), now)
                        .onItem()
                        .ifNull()
                        .switchTo(() -> refusal(transaction, id))
                        .call(batch -> outbox.add(transaction, batch.issuedEvent(now)))
                        .chain(batch -> press.printAll(transaction, batch)
                                // Before the commit: codes that cannot be written down must not come into being.
                                .chain(sheets -> offTheEventLoop(() -> written.apply(batch, sheets)))));
    }

    private static <T> Uni<T> offTheEventLoop(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Fails with the reason why the batch cannot be issued. */
    <T> Uni<T> refusal(SqlConnection transaction, UUID id) {
        return existing(transaction, id).onItem().transformToUni(batch -> Uni.createFrom()
                .failure(refusal(batch, clock.instant())));
    }

    private Uni<Batch> existing(SqlConnection transaction, UUID id) {
        return batches.byId(transaction, id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(BatchProblem.UNKNOWN_BATCH, "No batch has this id"));
    }

    private Refused refusal(Batch batch, Instant now) {
        if (batch.voiding() != null) {
            return new Refused(
                    BatchProblem.BATCH_VOIDED,
                    "It was voided at " + batch.voiding().at());
        }
        return switch (batch.state()) {
            case DRAFT ->
                batch.isExpired(now)
                        ? new Refused(BatchProblem.BATCH_EXPIRED, "It expired at " + batch.expiresAt())
                        : new Refused(
                                BatchProblem.BATCH_TOO_LARGE_TO_SHOW,
                                "At most " + config.largestList() + " codes are shown; export it instead");
            case ISSUING -> new Refused(BatchProblem.BATCH_BEING_ISSUED, "They come with the export of the batch");
            case ISSUED -> new Refused(BatchProblem.BATCH_ISSUED, "Codes are shown once, when they are made");
        };
    }

    /**
     * Makes the vouchers of a batch worthless that nobody has used, all at the same moment. If it has been voided before, it
     * stays as it is.
     */
    Uni<Batch> voidBatch(UUID id, UUID operator, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.inTransaction(transaction -> batches.voidUnused(transaction, id, operator, reason, now)
                .onItem()
                .ifNull()
                .switchTo(() -> existing(transaction, id).map(BatchService::voided)));
    }

    private static Batch voided(Batch batch) {
        if (batch.voiding() != null) {
            return batch;
        }
        throw batch.state() == Batch.State.ISSUING
                ? new Refused(BatchProblem.BATCH_BEING_ISSUED, "It can be voided when they are all there")
                : new Refused(BatchProblem.BATCH_EXPIRED, "It expired at " + batch.expiresAt());
    }
}
