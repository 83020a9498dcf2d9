package io.trunkline.smsproxy.carrier;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a carrier.
 *
 * @param id ours; carriers that take a reference get it
 * @param from an E.164 number with its plus, a short code, or up to 11 letters and digits
 * @param to an E.164 number with its plus
 * @param media links that the carrier is to fetch and attach; none for a plain SMS
 * @param expiresAt not to be delivered after this moment; null for the carrier's own limit
 */
public record OutgoingSms(
        UUID id,
        String from,
        String to,
        String text,
        List<URI> media,
        @Nullable Instant expiresAt) {

    public OutgoingSms {
        media = List.copyOf(media);
    }

    /** Without the text and the numbers. */
    @Override
    public String toString() {
        return "OutgoingSms[" + id + "]";
    }
}
