package io.trunkline.vouchers.batch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Closes unused vouchers after their batch was voided, or has expired. Any number of replicas may do that. */
@ApplicationScoped
class ClosingSweep {

    private final ClosingStatement statement;
    private final Outbox outbox;
    private final Clock clock;

    ClosingSweep(ClosingStatement statement, Outbox outbox, Clock clock) {
        this.statement = statement;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Bite by bite, so that a batch of a million keeps nobody waiting. */
    @Scheduled(
            every = "${vouchers.batch.close-every:PT1S}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "voucher-closing")
    Uni<Void> close() {
        return Uni.createFrom()
                .deferred(() -> statement.closeSome(clock.instant()))
                .invoke(outbox::wake)
                .repeat()
                .whilst(hasClosed -> hasClosed)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
