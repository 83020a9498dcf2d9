package io.trunkline.sessions.oauth;

import java.util.Locale;

/** Error codes of RFC 6749 §5.2, and what is said when it is only a matter of time. */
public enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_GRANT(400),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    /** Too many attempts. The RFC has no code for it at this endpoint; this is the one of RFC 8628 §3.5. */
    SLOW_DOWN(429),
    /** Borrowed from RFC 6749 §4.1.2.1. */
    TEMPORARILY_UNAVAILABLE(503);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** As it stands in {@code error}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
