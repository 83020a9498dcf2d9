package io.trunkline.vouchers.proof;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What going through seals has shown. */
record ProofView(
        @Schema(description = "Whether all seals that were gone through hold")
        boolean intact,

        @Schema(description = "The numbers of those that do not")
        List<Long> broken,

        @Schema(description = "How many were gone through") int seals,
        @Schema(description = "How many entries they cover") long entries,

        @Schema(description = "Ask again with this as after; absent at the end") @Nullable
        Long next,

        @Schema(
                description =
                        "The newest seal; absent before the first. Keep it elsewhere: it proves everything before it")
        @Nullable
        HeadView head) {

    /** The newest seal. */
    record HeadView(
            long number,
            @Schema(description = "SHA-256, in hex") String hash,
            Instant sealedAt) {}

    static ProofView of(long after, List<Seal> seals, List<Long> broken, Seal head) {
        long last = seals.isEmpty() ? after : seals.getLast().number();
        return new ProofView(
                broken.isEmpty(),
                broken,
                seals.size(),
                seals.stream().mapToLong(Seal::entries).sum(),
                last < head.number() ? last : null,
                head.number() == 0 ? null : new HeadView(head.number(), head.hash(), head.sealedAt()));
    }
}
