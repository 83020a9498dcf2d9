package io.trunkline.events.smsproxy;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;

/** A wish to send an SMS of the system itself. Ordered per recipient. */
@JsonClassDescription("A wish to send an SMS of the system itself. Ordered per recipient.")
public sealed interface SendCommand extends Event {

    @Override
    default Topic topic() {
        return Topic.SMS_PROXY_SEND;
    }

    @JsonClassDescription("Send this text, once, unless it is too late.")
    record Requested(
            @JsonPropertyDescription("Names the message for good; a repeat is the same message.")
            UUID messageId,

            E164 to,
            String text,
            Purpose purpose,

            @JsonPropertyDescription("Worth nothing after this moment: not sent any more.")
            Instant expiresAt,

            Instant at)
            implements SendCommand {
        @Override
        public String key() {
            return to.number();
        }

        /** Without the text: it may carry a one-time code. */
        @Override
        public String toString() {
            return "Requested[messageId=" + messageId + ", to=" + to + ", purpose=" + purpose + "]";
        }
    }

    /** Decides priority: codes overtake notices. */
    enum Purpose {
        ONE_TIME_CODE,
        @JsonEnumDefaultValue
        NOTICE
    }
}
