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

    /** What people read beside a status that we answer. */
    static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 405 -> "Method Not Allowed";
            case 415 -> "Unsupported Media Type";
            case 416 -> "Unsupported URI Scheme";
            case 420 -> "Bad Extension";
            case 422 -> "Session Interval Too Small";
            case 481 -> "Call/Transaction Does Not Exist";
            case 488 -> "Not Acceptable Here";
            case 491 -> "Request Pending";
            case 500 -> "Server Internal Error";
            default -> throw new IllegalArgumentException("We never answer " + status);
        };
    }
}
