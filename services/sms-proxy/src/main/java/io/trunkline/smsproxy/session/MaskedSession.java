package io.trunkline.smsproxy.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.events.E164;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * People who write to each other through virtual numbers.
 *
 * @param ttl how long it lasts; null for as long as nobody ends it
 * @param closesAt when it is over whatever else is said; null for never
 * @param expiresAt when it ends as things stand; null for never
 * @param openSide the side that whoever writes in first joins; null if nobody is waited for
 */
public record MaskedSession(
        UUID id,
        UUID pool,
        @Nullable String name,
        Status status,
        @Nullable Duration ttl,
        TtlFrom ttlFrom,
        @Nullable Instant closesAt,
        @Nullable Instant expiresAt,
        SessionTexts texts,
        boolean honoursStop,
        @Nullable String openSide,
        Instant createdAt,
        @Nullable Instant endedAt,
        List<Participant> participants) {

    /** In one session at a time. */
    static final int MOST_PEOPLE = 20;

    public MaskedSession {
        participants = List.copyOf(participants);
    }

    /** @throws Refused SESSION_OVER */
    public void requireOpen() {
        if (status != Status.OPEN) {
            throw new Refused(SessionProblem.SESSION_OVER, "It ended at " + endedAt);
        }
    }

    /**
     * One whose time is over but which nobody has ended yet counts as ended.
     *
     * @throws Refused SESSION_OVER
     */
    void requireOpen(Instant now) {
        requireOpen();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new Refused(SessionProblem.SESSION_OVER, "Its time was over at " + expiresAt);
        }
    }

    /** Those who have not left. */
    List<Participant> present() {
        return participants.stream().filter(person -> person.leftAt() == null).toList();
    }

    /** The earlier of two moments that may be never. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** Where a session stands. */
    public enum Status {
        @JsonProperty("open")
        OPEN,
        /** By its owner. */
        @JsonProperty("ended")
        ENDED,
        /** By the clock. */
        @JsonProperty("expired")
        EXPIRED;

        /** How JAX-RS reads a query parameter. */
        public static Status fromString(String text) {
            for (Status status : values()) {
                if (Rows.text(status).equals(text)) {
                    return status;
                }
            }
            throw Refused.invalid("status", "must be open, ended or expired");
        }
    }

    /** From when the time to live counts. */
    public enum TtlFrom {
        @JsonProperty("creation")
        CREATION,
        /** Each message that is passed on lets it live anew. */
        @JsonProperty("last-message")
        LAST_MESSAGE;
    }

    /**
     * Somebody in a session.
     *
     * @param side messages go to everybody on the other sides
     * @param number the real one
     * @param written the same, as the owner wrote it
     * @param proxyNumber what this person sees, and writes to
     * @param leftAt null while in the session
     */
    public record Participant(
            UUID id,
            String side,
            E164 number,
            String written,
            @Nullable String name,
            E164 proxyNumber,
            Instant joinedAt,
            @Nullable Instant leftAt) {}
}
