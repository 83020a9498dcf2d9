package io.trunkline.smsproxy.message;

import io.trunkline.events.E164;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.events.smsproxy.MessageEvent.Origin;
import io.trunkline.smsproxy.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one recipient, to be queued.
 *
 * @param owner who pays; null for the system's own
 * @param inbound the message that it passes on; null if it is none
 * @param sender what the recipient sees: a number with its plus, a short code, or a name
 * @param fallbacks the accounts that are tried when the first does not take it
 * @param expiresAt not sent after this moment; null for never too late
 * @param heldUntil not sent before this moment, unless somebody releases it; null for at once
 */
public record NewMessage(
        UUID id,
        @Nullable UUID owner,
        @Nullable UUID session,
        @Nullable UUID participant,
        @Nullable UUID inbound,
        Origin origin,
        String sender,
        E164 recipient,
        String text,
        List<String> media,
        Priority priority,
        String carrier,
        List<String> fallbacks,
        @Nullable Instant expiresAt,
        Instant createdAt,
        @Nullable Instant heldUntil) {

    public NewMessage {
        text = Rows.storable(text);
    }

    /** The same, but not sent before this moment, unless somebody releases it. */
    public NewMessage held(Instant until) {
        return new NewMessage(
                id,
                owner,
                session,
                participant,
                inbound,
                origin,
                sender,
                recipient,
                text,
                media,
                priority,
                carrier,
                fallbacks,
                expiresAt,
                createdAt,
                until);
    }

    /** Who goes first where not all can go at once. */
    public enum Priority {
        RELAY(0),
        NOTICE(1),
        /** Somebody sits and waits for it. */
        CODE(2);

        private final int rank;

        Priority(int rank) {
            this.rank = rank;
        }

        short rank() {
            return (short) rank;
        }
    }

    MessageEvent.Accepted accepted() {
        return new MessageEvent.Accepted(id, owner, session, sender, recipient, origin, createdAt);
    }
}
