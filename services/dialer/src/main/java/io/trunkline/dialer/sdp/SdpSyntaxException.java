package io.trunkline.dialer.sdp;

/** Not a description of a session that we can use. */
public final class SdpSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SdpSyntaxException(String message) {
        super(message, null, false, false);
    }
}
