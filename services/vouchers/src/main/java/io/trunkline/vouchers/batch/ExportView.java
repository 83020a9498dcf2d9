package io.trunkline.vouchers.batch;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far an export is. */
record ExportView(
        UUID batchId,

        @Schema(
                description =
                        "`making`: codes are being made. `ready`: the file can be fetched. `deleted`: it was kept long "
                                + "enough",
                enumeration = {"making", "ready", "deleted"})
        String state,

        @Schema(description = "Codes that have been made and encrypted")
        int made,

        @Schema(description = "Codes of the batch") int total,

        @Schema(
                description = "Of the key that can read the file: compare it with the print shop's",
                examples = "0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C")
        String keyFingerprint,

        UUID requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    static ExportView of(Export export) {
        return new ExportView(
                export.batchId(),
                export.state().name().toLowerCase(Locale.ROOT),
                export.made(),
                export.total(),
                export.fingerprint(),
                export.requestedBy(),
                export.requestedAt(),
                export.finishedAt());
    }
}
