package io.trunkline.dialer.sdp;

/** Audio that we can send: G.711, mono, 8,000 samples a second, a byte for each. */
public enum AudioFormat {
    /** A-law, of most of the world. */
    PCMA(8),
    /** Mu-law, of North America and Japan. */
    PCMU(0);

    private final int payloadType;

    AudioFormat(int payloadType) {
        this.payloadType = payloadType;
    }

    /** Its static type of RFC 3551, 6. */
    public int payloadType() {
        return payloadType;
    }
}
