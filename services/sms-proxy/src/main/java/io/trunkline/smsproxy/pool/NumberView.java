package io.trunkline.smsproxy.pool;

import io.trunkline.smsproxy.pool.VirtualNumber.Capability;
import io.trunkline.smsproxy.pool.VirtualNumber.Health;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A virtual number as its owner sees it. */
record NumberView(
        UUID id,
        UUID pool,
        @Schema(examples = "+447700900001") String number,
        @Schema(examples = "main") String carrier,
        List<String> fallbackCarriers,

        @Schema(description = "ISO 3166; absent if the number tells none", examples = "GB") @Nullable
        String country,

        List<Capability> capabilities,
        boolean reserved,
        Health health,

        @Schema(description = "How many sessions it serves now")
        long openSessions,

        Instant addedAt) {

    static NumberView of(VirtualNumber number) {
        return new NumberView(
                number.id(),
                number.pool(),
                number.number().number(),
                number.carrier(),
                number.fallbackCarriers(),
                number.country(),
                number.capabilities(),
                number.reserved(),
                number.health(),
                number.openSessions(),
                number.addedAt());
    }
}
