package io.trunkline.vouchers.batch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The making of a batch's codes in the background, encrypted for whoever prints them.
 *
 * @param fingerprint of the key that they are encrypted to
 * @param made codes so far
 * @param total codes in the end
 * @param finishedAt null while codes are being made
 * @param deletedAt null as long as the file can be fetched
 */
record Export(
        UUID batchId,
        String fingerprint,
        int made,
        int total,
        UUID requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant deletedAt) {

    /** Codes of one part: what is made, encrypted and committed together. */
    static final int PART = 10_000;

    enum State {
        MAKING,
        READY,
        DELETED
    }

    State state() {
        if (deletedAt != null) {
            return State.DELETED;
        }
        return finishedAt == null ? State.MAKING : State.READY;
    }
}
