package io.trunkline.vouchers.batch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codes of exports, part by part. A part is made, encrypted and committed in one transaction together with the mark
 * of how far the export is: whatever is killed meanwhile, each serial exists once, and whatever exists is in the file. What
 * was not committed is lost with its codes, which nobody has seen.
 */
@ApplicationScoped
class ExportMaker {

    private final Transactions transactions;
    private final ExportRepository exports;
    private final CodePress press;
    private final Outbox outbox;
    private final BatchConfig config;
    private final Clock clock;

    ExportMaker(
            Transactions transactions,
            ExportRepository exports,
            CodePress press,
            Outbox outbox,
            BatchConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.exports = exports;
        this.press = press;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${vouchers.batch.export-every:PT1S}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "voucher-export")
    Uni<Void> make() {
        return Uni.createFrom()
                .deferred(this::makePart)
                .repeat()
                .whilst(hasMade -> hasMade)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** False if no export goes on, or other replicas are at them. */
    private Uni<Boolean> makePart() {
        return transactions.inTransaction(transaction -> exports.takeNext(transaction)
                .chain(job -> job == null
                        ? Uni.createFrom().item(false)
                        : makePart(transaction, job).replaceWith(true)));
    }

    private Uni<Void> makePart(SqlConnection transaction, ExportJob job) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A quarter of a second of computing: not on the event loop.
        return Uni.createFrom()
                .item(() -> print(job, now))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(printed -> addAll(transaction, job, printed.sheets()))
                .call(printed -> exports.add(transaction, job.batch().id(), printed.part()))
                .chain(() -> job.isLast()
                        ? finish(transaction, job, now)
                        : Uni.createFrom().voidItem());
    }

    private record Printed(List<CodeSheet> sheets, ExportPart part) {}

    private Printed print(ExportJob job, Instant now) {
        List<CodeSheet> sheets = new ArrayList<>();
        int count = job.lastSerial() - job.made();
        CodeList list = job.made() == 0 ? CodeList.of(job.batch(), count) : CodeList.continued(job.batch(), count);
        for (int serial = job.firstSerial(); serial <= job.lastSerial(); serial += CodeSheet.LARGEST) {
            CodeSheet sheet = press.print(job.keyId(), serial, job.lastSerial());
            list.addAll(sheet);
            sheets.add(sheet);
        }
        String name = ExportPart.fileName(job.firstSerial(), job.lastSerial());
        byte[] ciphertext = OpenPgpKey.parse(job.publicKey(), job.requestedAt())
                .encrypt(list.csv().getBytes(StandardCharsets.UTF_8), name, now);
        return new Printed(sheets, new ExportPart(job.part(), job.firstSerial(), job.lastSerial(), ciphertext));
    }

    private Uni<@Nullable Void> addAll(SqlConnection transaction, ExportJob job, List<CodeSheet> sheets) {
        return Multi.createFrom()
                .iterable(sheets)
                .onItem()
                .transformToUniAndConcatenate(sheet -> press.add(transaction, job.batch(), sheet))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> finish(SqlConnection transaction, ExportJob job, Instant now) {
        return exports.finish(transaction, job.batch().id(), now)
                .chain(() -> outbox.add(transaction, job.batch().issuedEvent(now)));
    }

    @Scheduled(every = "1h", delayed = "5m", identity = "voucher-export-deletion")
    Uni<Void> deleteOld() {
        Instant now = clock.instant();
        return exports.deleteFinishedBefore(now.minus(config.exportKept()), now);
    }
}
