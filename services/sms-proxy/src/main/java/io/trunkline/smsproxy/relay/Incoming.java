package io.trunkline.smsproxy.relay;

import io.trunkline.events.E164;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.Refused;
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

    /** Shorter ones are short codes: machines. */
    private static final int SHORTEST_NUMBER = 8;

    /** @param region the country whose national form is understood; null for none */
    static Incoming of(CarrierNotice.Incoming notice, UUID id, @Nullable String region, Instant now) {
        E164 writer = number(notice.from(), region);
        E164 recipient = number(notice.to(), region);
        return new Incoming(
                id,
                notice.carrier(),
                notice.messageId(),
                writer == null ? notice.from() : writer.number(),
                writer,
                recipient == null ? notice.to() : recipient.number(),
                storable(notice.text()),
                notice.media().stream().map(Object::toString).toList(),
                now);
    }

    /** Carriers write E.164 with and without its plus, and some the national form. */
    private static @Nullable E164 number(String text, @Nullable String region) {
        String digits = text.strip();
        if (!digits.matches("\\+?[0-9]+") || digits.length() < SHORTEST_NUMBER) {
            return null;
        }
        if (digits.startsWith("+")) {
            return parsed(digits, null);
        }
        E164 international = digits.startsWith("0") ? null : parsed("+" + digits, null);
        return international == null ? parsed(digits, region) : international;
    }

    private static @Nullable E164 parsed(String digits, @Nullable String region) {
        try {
            return PhoneNumbers.parse(digits, region, "number");
        } catch (Refused noNumber) {
            return null;
        }
    }

    /** The database holds every character but this one. */
    private static String storable(String text) {
        return text.replace("\u0000", "");
    }
}
