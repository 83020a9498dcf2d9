package io.trunkline.sessions.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** A key for each purpose, derived by HKDF (RFC 5869): one that leaks tells nothing of the others. */
@ApplicationScoped
public class DerivedKeys {

    private static final int LEAST_BYTES = 32;
    private static final int KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    /** What a key is for. The label is part of the derivation and never changes. */
    public enum Purpose {
        SIGNING_KEYS("signing-keys", "AES"),
        REFRESH_TOKENS("refresh-tokens", HMAC),
        CODES("codes", HMAC),
        SUBJECTS("subjects", HMAC);

        private final String label;
        private final String algorithm;

        Purpose(String label, String algorithm) {
            this.label = label;
            this.algorithm = algorithm;
        }
    }

    private final Map<Purpose, SecretKey> keys = new EnumMap<>(Purpose.class);

    /** @throws IllegalArgumentException if the secret is no Base64 or too short */
    DerivedKeys(SecretConfig config) {
        byte[] root = decoded(config.root().strip());
        for (Purpose purpose : Purpose.values()) {
            keys.put(purpose, derive(root, purpose));
        }
    }

    private static byte[] decoded(String text) {
        byte[] root;
        try {
            root = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("SESSIONS_SECRET is not Base64; make one: openssl rand -base64 32");
        }
        if (root.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "SESSIONS_SECRET has fewer than 32 bytes; make one: openssl rand -base64 32");
        }
        return root;
    }

    private static SecretKey derive(byte[] root, Purpose purpose) {
        byte[] info = ("trunkline/sessions/" + purpose.label).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            purpose.algorithm,
                            HKDFParameterSpec.ofExtract().addIKM(root).thenExpand(info, KEY_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no HKDF-SHA256", impossible);
        }
    }

    public SecretKey key(Purpose purpose) {
        return java.util.Objects.requireNonNull(keys.get(purpose));
    }

    /** The keyed hash of a text. */
    public byte[] hmac(Purpose purpose, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key(purpose));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", impossible);
        }
    }
}
