package io.trunkline.vouchers.usage;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that was used, as operators see it. */
record RatedEventView(
        UUID id,

        @Schema(description = "The call or the message", examples = "call:0195b1c0-0000-7000-8000-000000000008")
        String source,

        @Schema(enumeration = {"call", "message"}) String kind,

        UUID accountId,

        @Schema(description = "Masked", examples = "+3460****456")
        String number,

        @Schema(description = "Seconds or segments", examples = "61")
        long quantity,

        Instant occurredAt,
        Instant ratedAt,

        @Schema(description = "The version of the tariff at the beginning; absent without a price") @Nullable
        UUID tariffVersionId,

        @Schema(examples = "346") @Nullable String prefix,
        @Schema(examples = "Spain mobile") @Nullable String destination,

        @Schema(description = "Absent if there is none") @Nullable
        Money price,

        @Schema(description = "What of the price the account could pay") @Nullable
        Money charged,

        @Schema(description = "What of the price is lost: there was no credit for it; absent if there is none")
        @Nullable
        Money uncollected,

        @Schema(description = "Why there is no price; absent if there is one", examples = "unknown-destination")
        @Nullable
        String refusal) {

    static RatedEventView of(RatedEvent event) {
        return new RatedEventView(
                event.id(),
                event.source(),
                event.kind(),
                event.account(),
                event.number(),
                event.quantity(),
                event.occurredAt(),
                event.ratedAt(),
                event.version(),
                event.prefix(),
                event.destination(),
                event.price(),
                event.charged(),
                event.uncollected(),
                event.refusal());
    }
}
