package io.trunkline.vouchers.tariff;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From when a version is to be in force. */
record PublicationRequest(
        @Schema(description = "Absent for now; never in the past", examples = "2027-01-01T00:00:00Z") @Nullable
        Instant validFrom) {}
