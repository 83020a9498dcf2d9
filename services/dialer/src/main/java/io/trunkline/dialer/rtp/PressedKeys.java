package io.trunkline.dialer.rtp;

/**
 * Keys that come as events (RFC 4733, 2.3). A press is many packets with the timestamp of its beginning, of which any may get
 * lost: the first that comes tells the key, and the others of that timestamp tell it again.
 */
final class PressedKeys {

    /** No key. */
    static final char NONE = 0;

    private static final String KEYS = "0123456789*#ABCD";
    private static final int LENGTH = 4;

    private boolean hasPressed;
    private int lastTimestamp;

    /** The key, or {@link #NONE} if the packet tells of no key, or of one that has been told. */
    char accept(RtpPacket packet) {
        if (packet.length() < LENGTH) {
            return NONE;
        }
        int event = packet.payload(0) & 0xFF;
        // Packets overtake each other: what is older than the last press belongs to one that has been told.
        boolean isNew = !hasPressed || packet.timestamp() - lastTimestamp > 0;
        if (event >= KEYS.length() || !isNew) {
            return NONE;
        }
        hasPressed = true;
        lastTimestamp = packet.timestamp();
        return KEYS.charAt(event);
    }
}
