package io.trunkline.smsproxy.pool;

import io.trunkline.smsproxy.pool.NumberPool.Choice;
import io.trunkline.smsproxy.pool.NumberPool.Sharing;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** A pool to be made. */
record PoolRequest(
        @NotBlank @Size(max = 100) @Schema(examples = "riders")
        String name,

        @Schema(
                description =
                        "exclusive: a number serves one session at a time. shared: many, as long as nobody sees it in two",
                defaultValue = "exclusive")
        @Nullable
        Sharing sharing,

        @Schema(description = "Which of the numbers that may be taken is", defaultValue = "random") @Nullable
        Choice choice,

        @Schema(
                description = "How long a number rests before other people may get it, as ISO 8601 has it",
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                defaultValue = "PT24H",
                examples = "PT24H")
        @DurationMin
        @DurationMax(days = 365)
        @Nullable
        Duration coolDown,

        @Schema(
                description =
                        "Whether a number that has not rested is refused; otherwise the one that rested longest is taken",
                defaultValue = "false")
        @Nullable
        Boolean coolDownStrict) {}
