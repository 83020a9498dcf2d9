package io.trunkline.sessions.signup;

import io.trunkline.events.E164;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants an account and has yet to prove the phone.
 *
 * @param passwordHash null if no password was chosen
 */
record SignUp(
        UUID id,
        E164 phone,
        @Nullable String name,
        @Nullable String passwordHash,
        Instant expiresAt) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "SignUp[id=" + id + "]";
    }
}
