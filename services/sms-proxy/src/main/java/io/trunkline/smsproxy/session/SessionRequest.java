package io.trunkline.smsproxy.session;

import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** A session to be started. */
public record SessionRequest(
        @Schema(description = "Where its number comes from; by default your pool \"default\"") @Nullable
        UUID pool,

        @Schema(description = "For you to recognise it; nothing personal", examples = "ride 4711")
        @Size(max = 190)
        @Nullable
        String name,

        @Schema(
                description =
                        "Who writes to whom. Two people by default; on a side there may be several, and one alone if the session is open")
        @NotNull
        @Size(min = 1, max = MaskedSession.MOST_PEOPLE)
        List<@NotNull @Valid PersonRequest> participants,

        @Schema(description = "Whoever writes in first becomes the other side", defaultValue = "false") @Nullable
        Boolean open,

        @Schema(description = "One of your numbers, to be used instead of what the pool would choose")
        @Nullable
        @Size(max = 40)
        String number,

        @Schema(description = "How long it lasts, as ISO 8601 has it", type = SchemaType.STRING, examples = "PT2H")
        @DurationMin(seconds = 1)
        @DurationMax(days = 3650)
        @Nullable
        Duration ttl,

        @Schema(description = "From when that counts", defaultValue = "creation") @Nullable
        TtlFrom ttlFrom,

        @Schema(description = "Over after this moment, whatever else is said") @Nullable
        Instant closesAt,

        @Valid @Nullable SessionTexts texts,

        @Schema(description = "Whether words like STOP opt out, instead of being passed on", defaultValue = "true")
        @Nullable
        Boolean honoursStop) {

    /** Somebody who is to be in it. */
    public record PersonRequest(
            @Schema(examples = "+447700900123") @NotBlank @Size(max = 40)
            String number,

            @Schema(
                    description =
                            "Messages go to everybody on the other sides; by default the first is a, the others b")
            @Size(min = 1, max = 20)
            @Nullable
            String side,

            @Schema(examples = "Ada") @Size(max = 100) @Nullable
            String name) {}
}
