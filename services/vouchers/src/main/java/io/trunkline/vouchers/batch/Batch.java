package io.trunkline.vouchers.batch;

import io.trunkline.events.Money;
import io.trunkline.events.vouchers.VoucherEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A series of vouchers of the same worth. As a draft it is an intention; its codes come into being when it is issued.
 *
 * @param count how many codes
 * @param credit what each is worth
 * @param vendor who sells them
 * @param bulkNumber the series, as printed
 * @param createdBy the operator
 * @param issuedAt null while it is a draft
 */
record Batch(
        UUID id,
        int count,
        Money credit,
        String vendor,
        String bulkNumber,
        Instant expiresAt,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant issuedAt) {

    enum State {
        DRAFT,
        ISSUED
    }

    State state() {
        return issuedAt == null ? State.DRAFT : State.ISSUED;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    VoucherEvent.BatchIssued issuedEvent(Instant at) {
        return new VoucherEvent.BatchIssued(id, count, credit, vendor, bulkNumber, expiresAt, at);
    }

    /**
     * How the vouchers of a batch stand.
     *
     * @param generated can be used
     * @param active have been used
     * @param expired have not been used in time
     */
    record Counts(long generated, long active, long expired) {}
}
