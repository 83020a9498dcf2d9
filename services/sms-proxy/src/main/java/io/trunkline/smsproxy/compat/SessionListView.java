package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.trunkline.smsproxy.compat.LegacySessions.Numbered;
import io.trunkline.smsproxy.session.MaskedSession.Participant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The open sessions. */
@JsonNaming(SnakeCaseStrategy.class)
record SessionListView(
        @Schema(description = "All open sessions, also those that are not in this list")
        int totalSessions,

        List<OpenSessionView> sessions) {

    static SessionListView of(List<Numbered> open, SliceParameters slice) {
        return new SessionListView(
                open.size(), slice.of(open).stream().map(OpenSessionView::of).toList());
    }

    /** An open session. */
    @JsonNaming(SnakeCaseStrategy.class)
    record OpenSessionView(
            String id,

            @Schema(description = "UTC", examples = "2026-01-31 21:59:59")
            String dateCreated,

            String virtualTn,
            String participantA,

            @Schema(description = "null in a session of another API in which one person is alone")
            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Nullable
            String participantB,

            @Schema(description = "UTC; null for never", examples = "2026-01-31 23:59:59")
            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Nullable
            String expiryDate) {

        static OpenSessionView of(Numbered open) {
            List<Participant> people = open.session().participants();
            return new OpenSessionView(
                    SessionIds.text(open.session().id()),
                    Dates.text(open.session().createdAt()),
                    open.virtualTn(),
                    people.getFirst().written(),
                    people.size() < 2 ? null : people.get(1).written(),
                    Dates.textOrNull(open.session().expiresAt()));
        }
    }
}
