package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session to be ended. */
@JsonNaming(SnakeCaseStrategy.class)
record SessionEndRequest(
        @Schema(examples = "019412a7c4b87a5e9d2f6f3a1b0c8d7e")
        String sessionId) {

    /** @throws CompatRefused if there is no id, or one that no text can be made of */
    static SessionEndRequest read(@Nullable ObjectNode body) {
        JsonNode id = body == null ? null : body.get("session_id");
        if (id == null || !Bodies.isAscii(Bodies.textOf(id))) {
            throw CompatRefused.invalid("Required argument: 'session_id' (str)");
        }
        return new SessionEndRequest(Bodies.textOf(id));
    }
}
