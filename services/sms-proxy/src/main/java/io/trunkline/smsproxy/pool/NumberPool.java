package io.trunkline.smsproxy.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Numbers of one owner that sessions are given, and how they are chosen.
 *
 * @param coolDown how long a number rests before somebody else may get it, so that a late message does not reach a stranger
 * @param coolDownStrict whether a number that has not rested is refused; otherwise the one that has rested longest is taken
 */
public record NumberPool(
        UUID id,
        UUID owner,
        String name,
        Sharing sharing,
        Choice choice,
        Duration coolDown,
        boolean coolDownStrict,
        Instant createdAt) {

    /** The pool of an owner who did not make one. */
    public static final String DEFAULT_NAME = "default";

    public static final Duration DEFAULT_COOL_DOWN = Duration.ofHours(24);

    /** How many sessions a number serves at a time. */
    public enum Sharing {
        /** One. */
        @JsonProperty("exclusive")
        EXCLUSIVE,
        /** Any number, as long as nobody sees it in two: the pool needs as many numbers as one person has sessions. */
        @JsonProperty("shared")
        SHARED;
    }

    /** Which of the numbers that may be taken is. */
    public enum Choice {
        @JsonProperty("random")
        RANDOM,
        /** The one that has rested longest. */
        @JsonProperty("least-recent")
        LEAST_RECENT,
        /** The one by which the same people met before. */
        @JsonProperty("sticky")
        STICKY,
        /** The one that begins like the number of the first participant. */
        @JsonProperty("geographic")
        GEOGRAPHIC;
    }
}
