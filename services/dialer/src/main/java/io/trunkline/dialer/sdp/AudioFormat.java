package io.trunkline.dialer.sdp;

/** Audio that we can send: G.711, mono, 8,000 samples a second, a byte for each. */
public enum AudioFormat {
    /** A-law, of most of the world. */
    PCMA(8, 0xD5),
    /** Mu-law, of North America and Japan. */
    PCMU(0, 0xFF);

    private final int payloadType;
    private final byte silence;

    AudioFormat(int payloadType, int silence) {
        this.payloadType = payloadType;
        this.silence = (byte) silence;
    }

    /** A sample of nothing. */
    public byte silence() {
        return silence;
    }

    /** Its static type of RFC 3551, 6. */
    public int payloadType() {
        return payloadType;
    }
}
