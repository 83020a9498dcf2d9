package io.trunkline.sessions.oauth;

/**
 * A request to an OAuth 2.0 endpoint that is refused. Expected, so it has no stack trace; the description is for the
 * developer of the client, and tells nothing about accounts.
 */
public final class OAuthRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final OAuthError error;

    public OAuthRefused(OAuthError error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }

    /** Never null. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
