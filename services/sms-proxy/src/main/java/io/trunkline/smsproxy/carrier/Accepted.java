package io.trunkline.smsproxy.carrier;

import java.util.List;

/**
 * What a carrier said when it took a message.
 *
 * @param messageIds the carrier's id for each part, in order, in the form in which receipts will name it; at least one
 */
public record Accepted(List<String> messageIds) {

    public Accepted {
        if (messageIds.isEmpty()) {
            throw new IllegalArgumentException("A carrier takes a message in one part at least");
        }
        messageIds = List.copyOf(messageIds);
    }

    public static Accepted as(String messageId) {
        return new Accepted(List.of(messageId));
    }
}
