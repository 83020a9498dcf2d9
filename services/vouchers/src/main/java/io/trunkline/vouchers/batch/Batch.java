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
 * @param issuedAt null until all codes have been made
 * @param validFrom null if the codes can be used at once
 * @param perAccount how many of its vouchers one account can use; null for any number
 * @param creditDays for how many days the credit lasts after a code is used; null for ever
 * @param voiding null unless an operator has made its unused vouchers worthless
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
        @Nullable Instant validFrom,
        @Nullable Integer perAccount,
        @Nullable Integer creditDays,
        State state,
        @Nullable Instant issuedAt,
        @Nullable Voiding voiding) {

    /** How far its codes are; whether they are worth something is told by {@link #voiding}. */
    enum State {
        /** No codes exist. */
        DRAFT,
        /** Codes are being made in the background. */
        ISSUING,
        /** All codes exist. */
        ISSUED
    }

    /** Who has made it worthless, and why. */
    record Voiding(UUID by, Instant at, String reason) {}

    /** What so many of its codes are worth. */
    Money creditOf(long vouchers) {
        return Money.ofMinor(Math.multiplyExact(credit.minor(), vouchers), credit.currencyCode());
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
     * @param active have been used, and credit is left
     * @param depleted have been used up
     * @param expired have not been used in time, or not been spent in time
     * @param voided were made worthless
     * @param activated the credit of those that have been used
     * @param remaining what is left of that
     */
    record Standing(
            long generated, long active, long depleted, long expired, long voided, Money activated, Money remaining) {

        long vouchers() {
            return generated + active + depleted + expired + voided;
        }
    }
}
