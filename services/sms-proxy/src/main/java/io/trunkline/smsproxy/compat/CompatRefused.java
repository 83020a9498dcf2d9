package io.trunkline.smsproxy.compat;

import org.jspecify.annotations.Nullable;

/** A request that is refused in the words of the original. Expected, so it has no stack trace. */
final class CompatRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_ERROR = 500;

    private final int status;
    private final transient Object body;

    private CompatRefused(int status, Object body) {
        super("Answered with " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** Something in the request is missing, or not what it should be. */
    static CompatRefused invalid(String message) {
        return reason(BAD_REQUEST, message, "invalidAPIUsage");
    }

    static CompatRefused duplicate(String message, String reason) {
        return reason(BAD_REQUEST, message, reason);
    }

    static CompatRefused notFound(String message, String reason) {
        return reason(NOT_FOUND, message, reason);
    }

    private static CompatRefused reason(int status, String message, String reason) {
        return new CompatRefused(status, new ReasonView(message, reason));
    }

    static CompatRefused failed(String message) {
        return new CompatRefused(BAD_REQUEST, new FailedView("failed", message));
    }

    /** The carrier has refused a text. */
    static CompatRefused byTheCarrier(@Nullable String code) {
        return new CompatRefused(INTERNAL_ERROR, DispatchErrorView.of(code));
    }

    /** A webhook that is not in the form of the original's carrier. */
    static CompatRefused unreadable() {
        return new CompatRefused(BAD_REQUEST, "There was an issue parsing your request.");
    }

    int status() {
        return status;
    }

    /** A view, or a plain text. */
    Object body() {
        return body;
    }
}
