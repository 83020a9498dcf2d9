package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.trunkline.smsproxy.compat.LegacySessions.Numbered;
import io.trunkline.smsproxy.session.MaskedSession;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session has started. */
@JsonNaming(SnakeCaseStrategy.class)
record SessionStartedView(
        String message,
        String status,
        String sessionId,

        @Schema(description = "UTC; null for never", examples = "2026-01-31 23:59:59")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable
        String expiryDate,

        String virtualTn,
        String participantA,
        String participantB) {

    static SessionStartedView of(Numbered started) {
        MaskedSession session = started.session();
        return new SessionStartedView(
                "Created new session",
                "succeeded",
                SessionIds.text(session.id()),
                Dates.textOrNull(session.expiresAt()),
                started.virtualTn(),
                session.participants().getFirst().written(),
                session.participants().getLast().written());
    }
}
