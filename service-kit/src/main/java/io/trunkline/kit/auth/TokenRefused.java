package io.trunkline.kit.auth;

/** A token that proves nothing. The message is for the caller. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    TokenRefused(String message) {
        super(message, null, false, false);
    }
}
