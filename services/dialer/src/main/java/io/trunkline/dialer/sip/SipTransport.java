package io.trunkline.dialer.sip;

import java.net.InetSocketAddress;

/** The way to far ends. Used on the event loop only, and never waits. */
public interface SipTransport {

    /** As Via names it, such as {@code UDP}. */
    String name();

    /** Whether what is sent arrives: then nothing is sent again to make sure (RFC 3261, 17). */
    boolean isReliable();

    /** Where we can be reached, as far as we know by ourselves. */
    InetSocketAddress local();

    /** Sends a message or loses it: whoever waits for its answer finds out. */
    void send(byte[] message, InetSocketAddress to);
}
