package io.trunkline.sessions.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A secret that means nothing by itself: a prefix that tells people (and log masks) what it is, and 256 bits as 43 url-safe
 * characters. Kept as its SHA-256 only: with 256 random bits there is nothing to guess, so a slow or keyed hash adds nothing.
 */
public record OpaqueToken(String text) {

    public static final String REFRESH_TOKEN = "tlr_";
    public static final String CLIENT_SECRET = "tls_";

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("tl[rs]_[A-Za-z0-9_-]{43}");

    public static OpaqueToken random(String prefix, RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(prefix, bytes);
    }

    /** @param bytes 32 of them, as hard to guess as random ones */
    public static OpaqueToken of(String prefix, byte[] bytes) {
        return new OpaqueToken(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether a text could be a token of this kind; saves a look into the database. */
    public static boolean isPlausible(String prefix, String text) {
        return text.startsWith(prefix) && FORM.matcher(text).matches();
    }

    /** What is stored. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return text.substring(0, Math.min(text.length(), REFRESH_TOKEN.length())) + "...";
    }
}
