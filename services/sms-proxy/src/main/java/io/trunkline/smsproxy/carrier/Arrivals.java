package io.trunkline.smsproxy.carrier;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Where an adapter hands in what its carrier tells. */
public interface Arrivals {

    /**
     * Completes when the notice is durable, and only then may the carrier be told that we have it. A repeat completes like
     * the first. Fails if it could not be stored: the carrier is to try again.
     */
    Uni<Void> take(CarrierNotice notice);

    /** The whole messages of a carrier that have been stored since then, the latest first, and no more than so many. */
    Uni<List<Stored>> storedSince(String carrier, Instant then, int most);

    /** @param messageId as {@link CarrierNotice.Incoming} had it */
    record Stored(String messageId, Instant at) {}
}
