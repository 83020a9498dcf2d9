package io.trunkline.events.sessions;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device signs in, and is signed out. Ordered per session. */
@JsonClassDescription("A device signs in, and is signed out. Ordered per session.")
public sealed interface SessionEvent extends Event {

    UUID sessionId();

    UUID accountId();

    @Override
    default Topic topic() {
        return Topic.SESSIONS_SESSION;
    }

    @Override
    default String key() {
        return sessionId().toString();
    }

    @JsonClassDescription("A device has signed in.")
    record Started(
            UUID sessionId,
            UUID accountId,
            String clientId,

            @JsonPropertyDescription("What the device calls itself.") @Nullable
            String device,

            Instant at)
            implements SessionEvent {}

    @JsonClassDescription("The session has ended for good: every token with its `sid` is worthless from now on.")
    record Revoked(UUID sessionId, UUID accountId, Reason reason, Instant at) implements SessionEvent {}

    /** Why a session has ended. */
    enum Reason {
        SIGNED_OUT,
        ENDED_BY_OWNER,
        PASSWORD_CHANGED,
        REFRESH_TOKEN_REUSED,
        ACCOUNT_DEACTIVATED,
        ROLES_CHANGED,
        EXPIRED,
        /** A reason that a newer producer knows and this consumer does not. */
        @JsonEnumDefaultValue
        OTHER
    }
}
