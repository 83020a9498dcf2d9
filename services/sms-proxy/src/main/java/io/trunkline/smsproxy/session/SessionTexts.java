package io.trunkline.smsproxy.session;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the system says to participants instead of the texts of the settings; null leaves those, and an empty text says
 * nothing.
 */
public record SessionTexts(
        @Schema(description = "Said to everybody when the session starts") @Size(max = 500) @Nullable
        String start,

        @Schema(description = "Said to everybody when you end the session") @Size(max = 500) @Nullable
        String end,

        @Schema(description = "Said to everybody when the session's time is over") @Size(max = 500) @Nullable
        String expiry) {

    /** Those of the settings. */
    public static final SessionTexts USUAL = new SessionTexts(null, null, null);
}
