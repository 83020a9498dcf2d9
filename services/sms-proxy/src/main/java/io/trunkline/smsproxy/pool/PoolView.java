package io.trunkline.smsproxy.pool;

import io.trunkline.smsproxy.pool.NumberPool.Choice;
import io.trunkline.smsproxy.pool.NumberPool.Sharing;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pool as its owner sees it. */
record PoolView(
        UUID id,
        @Schema(examples = "riders") String name,
        Sharing sharing,
        Choice choice,

        @Schema(type = SchemaType.STRING, examples = "PT24H")
        Duration coolDown,

        boolean coolDownStrict,
        Instant createdAt) {

    static PoolView of(NumberPool pool) {
        return new PoolView(
                pool.id(),
                pool.name(),
                pool.sharing(),
                pool.choice(),
                pool.coolDown(),
                pool.coolDownStrict(),
                pool.createdAt());
    }
}
