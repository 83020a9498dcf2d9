package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Starts exports and tells how far they are; {@link ExportMaker} makes them. */
@ApplicationScoped
class ExportService {

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final ExportRepository exports;
    private final BatchService batches;
    private final CodePress press;
    private final Clock clock;

    ExportService(
            Transactions transactions, ExportRepository exports, BatchService batches, CodePress press, Clock clock) {
        this.transactions = transactions;
        this.exports = exports;
        this.batches = batches;
        this.press = press;
        this.clock = clock;
    }

    /** Starts the export of a draft. One that goes on already, or is ready, for the same key stays as it is. */
    Uni<Export> start(UUID batch, String publicKey, UUID operator) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String fingerprint = OpenPgpKey.parse(publicKey, now).fingerprint();
        return transactions.inTransaction(
                transaction -> exports.start(transaction, batch, press.keyId(), publicKey, fingerprint, operator, now)
                        .chain(() -> exports.of(transaction, batch))
                        .chain(export -> export != null && export.fingerprint().equals(fingerprint)
                                ? Uni.createFrom().item(export)
                                : refusal(transaction, batch)));
    }

    private Uni<Export> refusal(SqlConnection transaction, UUID batch) {
        return batches.refusal(transaction, batch);
    }

    /** @throws Refused 404 if the batch is not exported */
    Uni<Export> of(UUID batch) {
        return exports.of(batch)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(BatchProblem.UNKNOWN_EXPORT, "This batch is not exported"));
    }

    /** @throws Refused 409 while codes are being made, 410 if the file has been deleted */
    Uni<Export> ready(UUID batch) {
        return of(batch).invoke(ExportService::requireReady);
    }

    private static void requireReady(Export export) {
        switch (export.state()) {
            case READY -> {}
            case MAKING ->
                throw Refused.forNow(
                        BatchProblem.EXPORT_NOT_READY,
                        export.made() + " of " + export.total() + " codes have been made",
                        A_WHILE);
            case DELETED -> throw new Refused(BatchProblem.EXPORT_DELETED, "It was deleted at " + export.deletedAt());
        }
    }
}
