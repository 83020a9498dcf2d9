package io.trunkline.dialer.sip;

/** Not SIP, or not SIP that we want. The message is fit for the reason phrase of a 400. */
public final class SipSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SipSyntaxException(String message) {
        super(message, null, false, false);
    }
}
