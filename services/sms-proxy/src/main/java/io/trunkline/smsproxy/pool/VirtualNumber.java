package io.trunkline.smsproxy.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.events.E164;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A number that people see in place of each other's.
 *
 * @param written as its owner wrote it
 * @param carrier the account that it belongs to
 * @param fallbackCarriers other accounts that may send from it, in the order in which they are tried
 * @param country ISO 3166; null if the number tells none
 * @param reserved only given by hand, never chosen
 * @param openSessions how many it serves now
 * @param session the one it serves, in an exclusive pool; null if it is free, or the pool is shared
 */
public record VirtualNumber(
        UUID id,
        UUID pool,
        E164 number,
        String written,
        String carrier,
        List<String> fallbackCarriers,
        @Nullable String country,
        List<Capability> capabilities,
        boolean reserved,
        Health health,
        long openSessions,
        @Nullable UUID session,
        Instant addedAt) {

    /** What can pass through it. */
    public enum Capability {
        @JsonProperty("sms")
        SMS,
        @JsonProperty("mms")
        MMS,
        @JsonProperty("voice")
        VOICE;
    }

    /** What its owner thinks of it. */
    public enum Health {
        @JsonProperty("good")
        GOOD,
        /** Chosen after the good ones. */
        @JsonProperty("poor")
        POOR,
        /** Not chosen. */
        @JsonProperty("out")
        OUT;
    }
}
