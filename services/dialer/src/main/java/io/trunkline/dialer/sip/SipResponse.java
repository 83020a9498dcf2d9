package io.trunkline.dialer.sip;

/**
 * An answer to a request.
 *
 * @param status 100 to 699
 * @param reason for people
 */
public record SipResponse(int status, String reason, Headers headers, String body) implements SipMessage {

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    public SipResponse with(Headers others, String content) {
        return new SipResponse(status, reason, others, content);
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
