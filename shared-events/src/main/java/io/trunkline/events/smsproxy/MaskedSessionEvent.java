package io.trunkline.events.smsproxy;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;

/** The life of masked sessions. Ordered per session. */
@JsonClassDescription("The life of masked sessions. Ordered per session.")
public sealed interface MaskedSessionEvent extends Event {

    @Override
    default Topic topic() {
        return Topic.SMS_PROXY_MASKED_SESSION;
    }

    UUID sessionId();

    @Override
    default String key() {
        return sessionId().toString();
    }

    @JsonClassDescription("Its participants can write to each other through virtual numbers.")
    record Started(UUID sessionId, UUID accountId, Instant at) implements MaskedSessionEvent {}

    @JsonClassDescription("Its owner has ended it.")
    record Ended(UUID sessionId, UUID accountId, Instant at) implements MaskedSessionEvent {}

    @JsonClassDescription("Its time is over.")
    record Expired(UUID sessionId, UUID accountId, Instant at) implements MaskedSessionEvent {}
}
