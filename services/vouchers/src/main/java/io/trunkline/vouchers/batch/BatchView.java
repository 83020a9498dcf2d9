package io.trunkline.vouchers.batch;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A batch, as operators see it. */
record BatchView(
        UUID id,

        @Schema(
                description = "No codes exist before it is issued",
                enumeration = {"draft", "issued"})
        String state,

        int count,
        Money credit,
        String vendor,
        String bulkNumber,
        Instant expiresAt,
        UUID createdBy,
        Instant createdAt,
        @Schema(description = "Absent in a draft") @Nullable Instant issuedAt,

        @Schema(description = "How its vouchers stand; only where one batch is asked for") @Nullable
        VoucherCounts vouchers) {

    static BatchView of(Batch batch) {
        return of(batch, null);
    }

    static BatchView of(Batch batch, Batch.@Nullable Counts counts) {
        return new BatchView(
                batch.id(),
                batch.state().name().toLowerCase(Locale.ROOT),
                batch.count(),
                batch.credit(),
                batch.vendor(),
                batch.bulkNumber(),
                batch.expiresAt(),
                batch.createdBy(),
                batch.createdAt(),
                batch.issuedAt(),
                counts == null ? null : new VoucherCounts(counts.generated(), counts.active(), counts.expired()));
    }

    /** How many vouchers of a batch are in which state. */
    record VoucherCounts(
            @Schema(description = "Can be used") long generated,
            @Schema(description = "Have been used") long active,
            @Schema(description = "Were not used in time") long expired) {}
}
