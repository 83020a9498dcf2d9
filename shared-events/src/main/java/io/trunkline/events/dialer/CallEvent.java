package io.trunkline.events.dialer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way of each call. Ordered per call; the last one is the call record. */
@JsonClassDescription("The way of each call. Ordered per call; the last one is the call record.")
public sealed interface CallEvent extends Event {

    UUID callId();

    @JsonPropertyDescription("Who pays for it.")
    UUID accountId();

    @Override
    default Topic topic() {
        return Topic.DIALER_CALL;
    }

    @Override
    default String key() {
        return callId().toString();
    }

    @JsonClassDescription("A trunk has been asked to set the call up.")
    record Attempted(
            UUID callId,
            UUID accountId,

            @JsonPropertyDescription("Absent for a call that belongs to no campaign.") @Nullable
            UUID campaignId,

            E164 from,
            E164 to,
            Instant at)
            implements CallEvent {}

    @JsonClassDescription("The far end has picked up.")
    record Answered(
            UUID callId,
            UUID accountId,

            @JsonPropertyDescription("Absent for a call that belongs to no campaign.") @Nullable
            UUID campaignId,

            @JsonPropertyDescription("Absent from those who do not want credit to be held while the call lasts.")
            @Nullable
            E164 to,

            Instant at)
            implements CallEvent {}

    @JsonClassDescription("The call is over, answered or not: this is its record.")
    record Completed(
            UUID callId,
            UUID accountId,

            @JsonPropertyDescription("Absent for a call that belongs to no campaign.") @Nullable
            UUID campaignId,

            E164 from,
            E164 to,
            Instant startedAt,

            @JsonPropertyDescription("Absent if nobody picked up.") @Nullable
            Instant answeredAt,

            Instant endedAt,

            @JsonPropertyDescription("Whole seconds from the answer to the end; 0 if nobody picked up.")
            long billableSeconds,

            Disposition disposition,
            Instant at)
            implements CallEvent {}

    /** How a call has ended. */
    enum Disposition {
        ANSWERED,
        BUSY,
        NO_ANSWER,
        REJECTED,
        CANCELLED,
        FAILED,
        @JsonEnumDefaultValue
        OTHER
    }
}
