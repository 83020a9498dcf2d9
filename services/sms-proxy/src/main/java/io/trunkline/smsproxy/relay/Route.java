package io.trunkline.smsproxy.relay;

import io.trunkline.events.E164;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of who wrote to which number.
 *
 * @param owner whose number it is; null for one that is in no pool
 * @param carrier the account to answer by, with the fallbacks behind it
 * @param fromOwnNumber whether the writer is a virtual number itself
 * @param seat where the writer sits; null if in no open session there
 * @param openSession a session that the writer may join; null if there is none
 * @param optedOut whether the writer has told the owner to stop
 * @param repliedAt when the writer last got an automatic answer from this number
 */
record Route(
        @Nullable UUID owner,
        String carrier,
        List<String> fallbacks,
        boolean fromOwnNumber,
        @Nullable WriterSeat seat,
        @Nullable UUID openSession,
        boolean optedOut,
        @Nullable Instant repliedAt,
        List<Reader> readers) {

    /** Where the writer sits. */
    record WriterSeat(UUID participant, UUID session, String side, boolean honoursStop, boolean livesByMessages) {}

    /**
     * Somebody else in the session.
     *
     * @param takesMedia whether pictures can be sent by the number that this person sees
     */
    record Reader(
            UUID participant,
            String side,
            E164 number,
            String proxyNumber,
            String carrier,
            List<String> fallbacks,
            boolean takesMedia,
            boolean optedOut) {}
}
