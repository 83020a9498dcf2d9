package io.trunkline.smsproxy.carrier;

/** A request to a webhook that is not taken. Expected, so it has no stack trace. */
public final class WebhookRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Kind {
        /** Not proven to be the carrier's: 403. */
        FORGED,
        /** The carrier's proof is missing by a fault that passes, and it will come again: 503. */
        UNPROVEN,
        /** The carrier's, or so it seems, but not what it promises: 400. */
        UNREADABLE
    }

    private final Kind kind;

    private WebhookRefused(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    public static WebhookRefused forged(String reason) {
        return new WebhookRefused(Kind.FORGED, reason);
    }

    public static WebhookRefused unproven(String reason) {
        return new WebhookRefused(Kind.UNPROVEN, reason);
    }

    public static WebhookRefused unreadable(String reason) {
        return new WebhookRefused(Kind.UNREADABLE, reason);
    }

    public Kind kind() {
        return kind;
    }

    /** Without anything of the request. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
