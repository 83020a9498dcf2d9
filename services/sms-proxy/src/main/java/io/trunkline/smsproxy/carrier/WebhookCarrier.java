package io.trunkline.smsproxy.carrier;

import java.util.List;

/** A carrier that posts to us. */
public interface WebhookCarrier extends Carrier {

    /**
     * Checks where a request comes from, and reads it. Fields that are not known are passed over. Does no input or output.
     *
     * @return what it tells, in its order; none if it tells nothing that matters here
     * @throws WebhookRefused if it is not the carrier's, or not what the carrier promises
     */
    List<CarrierNotice> read(WebhookRequest request);

    /** What this carrier wants to hear when we have it. */
    default WebhookAnswer answer() {
        return WebhookAnswer.EMPTY;
    }
}
