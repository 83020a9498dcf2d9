package io.trunkline.vouchers.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Credit that came together and runs out together. */
final class Lot {

    /** What runs out first is spent first; of the same age what came first. */
    static final Comparator<Lot> IN_ORDER_OF_SPENDING = Comparator.comparing(
                    (Lot lot) -> lot.expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(lot -> lot.id);

    private static final String VOUCHER = "voucher:";
    /** A voucher that is worth no more than this part of its credit is running low. */
    private static final int LOW = 5;

    private final UUID id;
    private final String source;
    private final long credit;
    private final @Nullable Instant expiresAt;
    private long remaining;
    private boolean isExpired;

    Lot(UUID id, String source, long credit, long remaining, @Nullable Instant expiresAt) {
        this.id = id;
        this.source = source;
        this.credit = credit;
        this.remaining = remaining;
        this.expiresAt = expiresAt;
    }

    UUID id() {
        return id;
    }

    String source() {
        return source;
    }

    long credit() {
        return credit;
    }

    long remaining() {
        return remaining;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    /** Takes up to so much; returns what it could give. */
    long take(long most) {
        long taken = Math.min(most, remaining);
        remaining -= taken;
        return taken;
    }

    /** Takes what is left: its time is over. */
    long expire() {
        isExpired = true;
        return take(remaining);
    }

    boolean isExpired() {
        return isExpired;
    }

    boolean isVoucher() {
        return source.startsWith(VOUCHER);
    }

    boolean isSpent() {
        return remaining == 0;
    }

    /** A fifth or less is left. */
    boolean isLow() {
        return remaining <= credit / LOW;
    }
}
