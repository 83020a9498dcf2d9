package io.trunkline.events.vouchers;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;

/** How long calls in progress are paid for. Ordered per call. A call of which nothing is said goes on. */
@JsonClassDescription("How long calls in progress are paid for. Ordered per call; the last one counts.")
public sealed interface CallCreditEvent extends Event {

    UUID callId();

    @JsonPropertyDescription("Who pays for it.")
    UUID accountId();

    @Override
    default Topic topic() {
        return Topic.VOUCHERS_CALL_CREDIT;
    }

    @Override
    default String key() {
        return callId().toString();
    }

    @JsonClassDescription("Credit ends: whoever carries the call has to end it then.")
    record Ending(
            UUID callId,
            UUID accountId,

            @JsonPropertyDescription("What the call costs up to then is held. It may have passed already.")
            Instant until,

            Instant at)
            implements CallCreditEvent {}

    @JsonClassDescription("There is credit again: the call may go on.")
    record Extended(UUID callId, UUID accountId, Instant at) implements CallCreditEvent {}
}
