package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.trunkline.smsproxy.session.MaskedSession;

/** A session has been ended. */
@JsonNaming(SnakeCaseStrategy.class)
record SessionEndedView(String message, String status, String sessionId) {

    static SessionEndedView of(MaskedSession session) {
        return new SessionEndedView("Successfully ended the session.", "succeeded", SessionIds.text(session.id()));
    }
}
