package io.trunkline.dialer.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Ways to prove a password, the better ones first (RFC 8760, 2.1). */
public enum DigestAlgorithm {
    SHA_512_256("SHA-512-256", "SHA-512/256"),
    SHA_256("SHA-256", "SHA-256"),
    /** Weak, and what most gateways know. */
    MD5("MD5", "MD5");

    private final String text;
    private final String provided;

    DigestAlgorithm(String text, String provided) {
        this.text = text;
        this.provided = provided;
    }

    /** Null for one that we do not know. Absent means MD5 (RFC 7616, 3.3). */
    static @Nullable DigestAlgorithm named(@Nullable String name) {
        if (name == null) {
            return MD5;
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.text.equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        return null;
    }

    /** As it stands in messages. */
    String text() {
        return text;
    }

    /** In small hexadecimal digits. */
    String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance(provided).digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has " + provided, impossible);
        }
    }
}
