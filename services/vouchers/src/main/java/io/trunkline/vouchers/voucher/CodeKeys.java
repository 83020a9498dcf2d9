package io.trunkline.vouchers.voucher;

import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Turns codes into what is stored of them: HMAC-SHA256 under a key that the database does not hold. Whoever reads the
 * database learns no code, and cannot make one either.
 */
@ApplicationScoped
public class CodeKeys {

    private static final int SHORTEST_SECRET = 32;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final String HASH = "HmacSHA256";

    /** The current key first. */
    private final List<Key> keys;

    /** @throws IllegalStateException if a secret is not base64 of at least 32 bytes */
    CodeKeys(CodeConfig config) {
        this.keys = Stream.concat(
                        Stream.of(config.secret()),
                        config.retiredSecrets().stream().flatMap(List::stream))
                .map(CodeKeys::keyOf)
                .toList();
    }

    /** Names the key that new codes are hashed with; says nothing about it. */
    public String currentId() {
        return keys.getFirst().id();
    }

    /** The names of all keys whose codes can be recognised. */
    Set<String> knownIds() {
        return keys.stream().map(Key::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What is stored of a new code: 32 bytes.
     *
     * @param keyId names the key of its batch
     * @throws IllegalStateException if that key is not known here
     */
    public Buffer hash(String keyId, VoucherCode code) {
        return keys.stream()
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .map(key -> hash(key, code))
                .orElseThrow(() -> new IllegalStateException("The key of this batch is not known here"));
    }

    /** Under which hashes a code may be stored, one for each known key. */
    Buffer[] hashes(VoucherCode code) {
        return keys.stream().map(key -> hash(key, code)).toArray(Buffer[]::new);
    }

    private static Buffer hash(Key key, VoucherCode code) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key.secret());
            return Buffer.buffer(mac.doFinal(code.symbols().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + HASH, impossible);
        }
    }

    private static Key keyOf(String secret) {
        byte[] material = decoded(secret.trim());
        return new Key(
                HexFormat.of()
                        .formatHex(derived(material, "voucher code key id", ID_BYTES)
                                .getEncoded()),
                derived(material, "voucher code hash", KEY_BYTES));
    }

    private static byte[] decoded(String secret) {
        try {
            byte[] material = Base64.getDecoder().decode(secret);
            if (material.length >= SHORTEST_SECRET) {
                return material;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("VOUCHERS_CODE_SECRET is not base64");
        }
        throw new IllegalStateException("VOUCHERS_CODE_SECRET is shorter than " + SHORTEST_SECRET + " bytes");
    }

    /** HKDF of RFC 5869, so that one secret serves two purposes without one telling of the other. */
    private static SecretKey derived(byte[] material, String purpose, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            HASH,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(material)
                                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The Java platform has no HKDF", impossible);
        }
    }

    private record Key(String id, SecretKey secret) {}
}
