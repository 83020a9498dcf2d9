package io.trunkline.sessions.key;

import java.security.PrivateKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair for ES256.
 *
 * @param id {@code kid}: the thumbprint of the public key (RFC 7638)
 * @param publicJwk the public part as JSON (RFC 7517)
 * @param privateKey null if it was encrypted under another SESSIONS_SECRET: it verifies, but cannot sign
 * @param signsFrom when its first token may appear
 */
record SigningKey(String id, String publicJwk, @Nullable PrivateKey privateKey, Instant signsFrom)
        implements KeySchedule.Timed {

    @Override
    public boolean canSign() {
        return privateKey != null;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKey[id=" + id + ", signsFrom=" + signsFrom + "]";
    }
}
