package io.trunkline.dialer.sdp;

/** Two sides have nothing in common: a call is not possible (488 in SIP). */
public final class NoCommonAudio extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoCommonAudio(String message) {
        super(message, null, false, false);
    }
}
