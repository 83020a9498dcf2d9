package io.trunkline.vouchers.voucher;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A voucher, as operators and its owner see it. */
record VoucherView(
        UUID id,
        UUID batchId,

        @Schema(description = "Its place in the batch, from 1 on")
        int serial,

        @Schema(description = "The last four symbols of the code; nothing else of it is kept", examples = "1ZHW")
        @Nullable
        String suffix,

        @Schema(
                description =
                        "`generated`: can be used. `active`: has been used, and credit is left. `depleted`: has been "
                                + "used up. `expired`: was not used, or its credit not spent, in time. `voided`: was made "
                                + "worthless",
                enumeration = {"generated", "active", "depleted", "expired", "voided"})
        String state,

        @Schema(description = "What it was made for") Money creditTotal,

        @Schema(description = "What is left of that: all before it is used; nothing once it is voided or has expired")
        Money creditRemaining,

        @Schema(description = "It can be used from then on; absent: at once") @Nullable
        Instant validFrom,

        Instant expiresAt,

        @Schema(description = "The account that has its credit") @Nullable
        UUID activatedBy,

        @Nullable Instant activatedAt,

        @Schema(
                description =
                        "What is left of its credit then is lost; absent if nobody has used it, or it does not end")
        @Nullable
        Instant creditExpiresAt,

        @Schema(description = "The operator who made it worthless") @Nullable
        UUID voidedBy,

        @Nullable Instant voidedAt,
        @Nullable String voidReason) {

    static VoucherView of(Voucher voucher) {
        Voucher.Voiding voiding = voucher.voiding();
        return new VoucherView(
                voucher.id(),
                voucher.batchId(),
                voucher.serial(),
                voucher.suffix(),
                voucher.state().name().toLowerCase(Locale.ROOT),
                voucher.credit(),
                voucher.remaining(),
                voucher.validFrom(),
                voucher.expiresAt(),
                voucher.activatedBy(),
                voucher.activatedAt(),
                voucher.creditExpiresAt(),
                voiding == null ? null : voiding.by(),
                voiding == null ? null : voiding.at(),
                voiding == null ? null : voiding.reason());
    }
}
