package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes down what a batch is to be. */
@ApplicationScoped
class DraftService {

    private static final String OPERATION = "voucher-batch";

    private final Transactions transactions;
    private final BatchRepository batches;
    private final IdempotencyKeys idempotencyKeys;
    private final BatchConfig config;
    private final Ids ids;
    private final Clock clock;

    DraftService(
            Transactions transactions,
            BatchRepository batches,
            IdempotencyKeys idempotencyKeys,
            BatchConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.batches = batches;
        this.idempotencyKeys = idempotencyKeys;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param idempotencyKey null if the caller sent none: then each call makes a batch */
    Uni<Batch> draft(BatchRequest request, UUID operator, @Nullable String idempotencyKey) {
        Batch batch = batch(request, operator);
        return transactions.inTransaction(transaction -> idempotencyKey == null
                ? add(transaction, batch)
                : addOnce(transaction, batch, request, idempotencyKey));
    }

    private Batch batch(BatchRequest request, UUID operator) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        requireWithinBounds(request, now);
        return new Batch(
                ids.next(),
                request.count(),
                request.credit(),
                request.vendor(),
                request.bulkNumber(),
                request.expiresAt().truncatedTo(ChronoUnit.MICROS),
                operator,
                now,
                request.validFrom() == null ? null : request.validFrom().truncatedTo(ChronoUnit.MICROS),
                request.perAccount(),
                request.creditDays(),
                Batch.State.DRAFT,
                null,
                null);
    }

    private void requireWithinBounds(BatchRequest request, Instant now) {
        if (request.count() > config.largest()) {
            throw Refused.invalid("count", "must be at most " + config.largest());
        }
        if (request.credit().minor() <= 0) {
            throw Refused.invalid("credit", "must be more than nothing");
        }
        if (request.credit().minor() > config.highestCredit()) {
            throw Refused.invalid("credit", "is more than one code may be worth");
        }
        if (!request.expiresAt().isAfter(now)) {
            throw Refused.invalid("expiresAt", "must be in the future");
        }
        if (request.expiresAt().isAfter(now.plus(config.longestValidity()))) {
            throw Refused.invalid("expiresAt", "is too far ahead");
        }
        if (request.creditDays() != null
                && request.creditDays() > config.longestValidity().toDays()) {
            throw Refused.invalid(
                    "creditDays", "must be at most " + config.longestValidity().toDays());
        }
        if (request.validFrom() != null && !request.validFrom().isBefore(request.expiresAt())) {
            throw Refused.invalid("validFrom", "must be before expiresAt");
        }
    }

    private Uni<Batch> add(SqlConnection transaction, Batch batch) {
        return batches.addDraft(transaction, batch).replaceWith(batch);
    }

    private Uni<Batch> addOnce(SqlConnection transaction, Batch batch, BatchRequest request, String key) {
        String owner = batch.createdBy().toString();
        return idempotencyKeys
                .claim(transaction, owner, OPERATION, key, request.toString(), batch.id())
                .chain(id -> id.equals(batch.id()) ? add(transaction, batch) : existing(transaction, id));
    }

    /** Batches are never deleted. */
    private Uni<Batch> existing(SqlConnection transaction, UUID id) {
        return batches.byId(transaction, id)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("An Idempotency-Key names a batch that is not there"));
    }
}
