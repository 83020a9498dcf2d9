package io.trunkline.simulators.smsc;

import java.time.Instant;

/**
 * A short message as the telephone shows it: whole, however many parts it came in.
 *
 * @param id counts up from 1
 * @param to the telephone, in the form of E.164 where the sender says that it is one
 * @param from what the telephone shows as its sender
 * @param alphabet how the text came
 * @param parts 1 to 255
 * @param receivedAt when its last part came
 */
public record Message(long id, String to, String from, String text, Alphabet alphabet, int parts, Instant receivedAt) {

    /** Without the text and the number: they may be a one-time code and somebody's own. */
    @Override
    public String toString() {
        return "Message[id=" + id + ", parts=" + parts + "]";
    }
}
