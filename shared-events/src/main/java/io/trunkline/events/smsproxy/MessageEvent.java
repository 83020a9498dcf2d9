package io.trunkline.events.smsproxy;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way of each SMS, without its text. Ordered per message; to each recipient a message of its own is sent. */
@JsonClassDescription(
        "The way of each SMS, without its text. Ordered per message; to each recipient a message of its own is sent.")
public sealed interface MessageEvent extends Event {

    @Override
    default Topic topic() {
        return Topic.SMS_PROXY_MESSAGE;
    }

    UUID messageId();

    @Override
    default String key() {
        return messageId().toString();
    }

    @JsonClassDescription("Somebody has written to one of our numbers.")
    record Received(
            UUID messageId,

            @JsonPropertyDescription("Whose number it is; absent for a number that is not in any pool.") @Nullable
            UUID accountId,

            @JsonPropertyDescription("The masked session that it belongs to; absent if it belongs to none.") @Nullable
            UUID sessionId,

            @JsonPropertyDescription("As the carrier has it: a number, a short code, or a name.")
            String from,

            @JsonPropertyDescription("As the carrier has it.")
            String to,

            String carrier,
            Instant at)
            implements MessageEvent {}

    @JsonClassDescription("A message for somebody has been taken: it is stored, and will be sent.")
    record Accepted(
            UUID messageId,

            @JsonPropertyDescription("Who pays for it; absent for the system's own.") @Nullable
            UUID accountId,

            @Nullable UUID sessionId,
            String from,
            E164 to,
            Origin origin,
            Instant at)
            implements MessageEvent {}

    @JsonClassDescription("A carrier has taken it.")
    record Sent(
            UUID messageId,
            @Nullable UUID accountId,
            @Nullable UUID sessionId,
            E164 to,
            String carrier,

            @JsonPropertyDescription("In how many parts; carriers charge for each.")
            int segments,

            @JsonPropertyDescription("An earlier attempt may have reached the recipient as well.")
            boolean possiblyRepeated,

            Instant at)
            implements MessageEvent {}

    @JsonClassDescription("It is on the recipient's handset.")
    record Delivered(
            UUID messageId,
            @Nullable UUID accountId,
            @Nullable UUID sessionId,
            Instant at) implements MessageEvent {}

    @JsonClassDescription("It has not reached the recipient, and will not.")
    record Failed(
            UUID messageId,
            @Nullable UUID accountId,
            @Nullable UUID sessionId,

            @JsonPropertyDescription("The carrier's code, or a word of ours such as expired.")
            String reason,

            Instant at)
            implements MessageEvent {}

    /** Why a message is sent. */
    enum Origin {
        /** Somebody wrote, and this goes on to the other side of the session. */
        RELAY,
        /** The system tells a participant or a stranger something. */
        NOTICE,
        /** A customer asked for it through the API. */
        API,
        /** Another service asked for it on the bus. */
        COMMAND,
        @JsonEnumDefaultValue
        OTHER
    }
}
