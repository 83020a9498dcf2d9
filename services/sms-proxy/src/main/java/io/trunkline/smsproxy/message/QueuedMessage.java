package io.trunkline.smsproxy.message;

import io.trunkline.events.E164;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a dispatcher has taken from the queue.
 *
 * @param seq its place among those of the same sender and recipient
 * @param attempts with the one that begins now
 * @param inDoubt an earlier attempt may have reached the recipient
 */
record QueuedMessage(
        UUID id,
        long seq,
        @Nullable UUID owner,
        @Nullable UUID session,
        String sender,
        E164 recipient,
        String text,
        List<String> media,
        String carrier,
        List<String> fallbacks,
        int attempts,
        boolean inDoubt,
        @Nullable Instant expiresAt) {

    /** Messages of one lane never overtake each other. */
    record Lane(String sender, E164 recipient) {}

    Lane lane() {
        return new Lane(sender, recipient);
    }

    boolean isTooLate(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
