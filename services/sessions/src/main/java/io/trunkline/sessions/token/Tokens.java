package io.trunkline.sessions.token;

import io.trunkline.sessions.secret.OpaqueToken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a grant yields.
 *
 * @param lifetime of the access token
 * @param refreshToken null for a program that acts for itself: it asks again
 */
record Tokens(
        String accessToken, Duration lifetime, @Nullable OpaqueToken refreshToken) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Tokens[]";
    }
}
