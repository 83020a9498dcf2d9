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
                description =
                        "`draft`: no codes exist. `issuing`: they are being made. `issued`: all exist. `voided`: those that "
                                + "nobody had used are worthless",
                enumeration = {"draft", "issuing", "issued", "voided"})
        String state,

        int count,
        Money credit,
        String vendor,
        String bulkNumber,

        @Schema(description = "The codes can be used from then on; absent: at once") @Nullable
        Instant validFrom,

        Instant expiresAt,

        @Schema(description = "How many of its codes one account can use; absent: any number") @Nullable
        Integer perAccount,

        @Schema(description = "For how many days the credit lasts after a code is used; absent: without end") @Nullable
        Integer creditDays,

        UUID createdBy,
        Instant createdAt,

        @Schema(description = "Absent until all codes have been made") @Nullable
        Instant issuedAt,

        @Schema(description = "The operator who made it worthless") @Nullable
        UUID voidedBy,

        @Nullable Instant voidedAt,
        @Nullable String voidReason,

        @Schema(description = "How its vouchers stand; only where one batch is asked for") @Nullable
        Vouchers vouchers) {

    static BatchView of(Batch batch) {
        return of(batch, null);
    }

    static BatchView of(Batch batch, Batch.@Nullable Standing standing) {
        Batch.Voiding voiding = batch.voiding();
        return new BatchView(
                batch.id(),
                voiding == null ? batch.state().name().toLowerCase(Locale.ROOT) : "voided",
                batch.count(),
                batch.credit(),
                batch.vendor(),
                batch.bulkNumber(),
                batch.validFrom(),
                batch.expiresAt(),
                batch.perAccount(),
                batch.creditDays(),
                batch.createdBy(),
                batch.createdAt(),
                batch.issuedAt(),
                voiding == null ? null : voiding.by(),
                voiding == null ? null : voiding.at(),
                voiding == null ? null : voiding.reason(),
                standing == null ? null : Vouchers.of(batch, standing));
    }

    /** How many vouchers of a batch are in which state, and what they are worth. */
    record Vouchers(
            @Schema(description = "Can be used") long generated,

            @Schema(description = "Have been used, and credit is left")
            long active,

            @Schema(description = "Have been used up") long depleted,

            @Schema(description = "Were not used in time, or their credit was not spent in time")
            long expired,

            @Schema(description = "Were made worthless") long voided,

            @Schema(description = "What all of them were made for")
            Money creditIssued,

            @Schema(description = "What those were made for that have been used")
            Money creditActivated,

            @Schema(description = "What is left of that") Money creditRemaining) {

        static Vouchers of(Batch batch, Batch.Standing standing) {
            return new Vouchers(
                    standing.generated(),
                    standing.active(),
                    standing.depleted(),
                    standing.expired(),
                    standing.voided(),
                    batch.creditOf(standing.vouchers()),
                    standing.activated(),
                    standing.remaining());
        }
    }
}
