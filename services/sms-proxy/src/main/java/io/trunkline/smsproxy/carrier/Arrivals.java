package io.trunkline.smsproxy.carrier;

import io.smallrye.mutiny.Uni;

/** Where an adapter hands in what its carrier tells. */
public interface Arrivals {

    /**
     * Completes when the notice is durable, and only then may the carrier be told that we have it. A repeat completes like
     * the first. Fails if it could not be stored: the carrier is to try again.
     */
    Uni<Void> take(CarrierNotice notice);
}
