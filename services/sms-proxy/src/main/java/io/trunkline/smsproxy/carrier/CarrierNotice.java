package io.trunkline.smsproxy.carrier;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a carrier tells us. Numbers are as the carrier writes them. */
public sealed interface CarrierNotice {

    /** The carrier's account that it came by: {@link Carrier#name}. */
    String carrier();

    /**
     * A message for one of our numbers.
     *
     * @param messageId unique at this carrier for ever; a repeat is the same message
     * @param media links to what was attached
     */
    record Incoming(String carrier, String messageId, String from, String to, String text, List<URI> media)
            implements CarrierNotice {

        public Incoming {
            media = List.copyOf(media);
        }

        @Override
        public String toString() {
            return "Incoming[" + carrier + "]";
        }
    }

    /**
     * A part of a message for one of our numbers.
     *
     * @param reference the same for all parts of a message; reused after some time
     * @param total 2 to 255
     * @param number 1 to {@code total}
     */
    record IncomingPart(String carrier, String from, String to, String text, int reference, int total, int number)
            implements CarrierNotice {

        public IncomingPart {
            if (total < 2 || total > 255 || number < 1 || number > total) {
                throw new IllegalArgumentException("Part " + number + " of " + total);
            }
        }

        @Override
        public String toString() {
            return "IncomingPart[" + carrier + ", " + number + " of " + total + "]";
        }
    }

    /**
     * What has become of a message, or of one part of it.
     *
     * @param messageId as {@link Accepted#messageIds} has it
     * @param code the carrier's own code of a failure; null if there is none
     */
    record Receipt(
            String carrier,
            String messageId,
            State state,
            @Nullable String code,
            Instant at) implements CarrierNotice {}

    /** One scale for all carriers. A message only moves to a state that comes later here. */
    enum State {
        /** The carrier has it; the far network may have. */
        SENT,
        /** Handed over to the far network, which says nothing about the handset. */
        UNCONFIRMED,
        /** On the handset. */
        DELIVERED,
        UNDELIVERED,
        FAILED,
        EXPIRED,
        REJECTED;

        /** Nothing is expected after this. */
        public boolean isFinal() {
            return this != SENT;
        }
    }
}
