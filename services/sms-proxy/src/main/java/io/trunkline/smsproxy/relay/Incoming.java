package io.trunkline.smsproxy.relay;

import io.trunkline.events.E164;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.WrittenNumbers;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A whole message that came in, with the numbers as we write them.
 *
 * @param sender E.164, or as the carrier has it: a short code, a name
 * @param writer the sender's number; null if it is not one that could be written to
 */
record Incoming(
        UUID id,
        String carrier,
        String carrierMessageId,
        String sender,
        @Nullable E164 writer,
        String recipient,
        String text,
        List<String> media,
        Instant receivedAt) {

    /** @param region the country whose national form is understood; null for none */
    static Incoming of(CarrierNotice.Incoming notice, UUID id, @Nullable String region, Instant now) {
        E164 writer = WrittenNumbers.read(notice.from(), region);
        E164 recipient = WrittenNumbers.read(notice.to(), region);
        return new Incoming(
                id,
                notice.carrier(),
                notice.messageId(),
                writer == null ? notice.from() : writer.number(),
                writer,
                recipient == null ? notice.to() : recipient.number(),
                Rows.storable(notice.text()),
                notice.media().stream().map(Object::toString).toList(),
                now);
    }
}
