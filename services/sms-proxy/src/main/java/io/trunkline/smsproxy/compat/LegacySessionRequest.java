package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session to be started. */
@JsonNaming(SnakeCaseStrategy.class)
record LegacySessionRequest(
        @Schema(examples = "12223334444") String participantA,
        @Schema(examples = "12223335555") String participantB,

        @Schema(
                description = "How long it lasts, in minutes; for ever if it is absent or 0",
                implementation = Double.class)
        ExpiryWindow expiryWindow) {

    private static final String USAGE =
            "Required argument: 'participant_a' (str, length <= 18), 'participant_b' (str, length <= 18)";

    /** @throws CompatRefused if something is missing, or of a type that it cannot be */
    static LegacySessionRequest read(@Nullable ObjectNode body) {
        if (body == null) {
            throw invalid();
        }
        return new LegacySessionRequest(
                text(body.get("participant_a")),
                text(body.get("participant_b")),
                ExpiryWindow.read(body.get("expiry_window")));
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null || !value.isTextual()) {
            throw invalid();
        }
        return value.textValue();
    }

    static CompatRefused invalid() {
        return CompatRefused.invalid(USAGE);
    }
}
