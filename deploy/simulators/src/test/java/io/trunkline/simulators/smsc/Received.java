package io.trunkline.simulators.smsc;

import java.time.Instant;

/** Puts messages where the page looks for them. */
public final class Received {

    private Received() {}

    public static void message(Messages messages, String to, String text, Instant at) {
        messages.add(to, "Trunkline", text, Alphabet.GSM_7, 1, at);
    }
}
