package io.trunkline.smsproxy.carrier.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash (RFC 2104) with its key. */
public final class Hmac {

    private final String algorithm;
    private final SecretKeySpec key;

    /** @param algorithm as the JDK calls it, such as {@code HmacSHA256} */
    public Hmac(String algorithm, String key) {
        this.algorithm = algorithm;
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm);
    }

    public String base64(String text) {
        return Base64.getEncoder().encodeToString(of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public String hex(String text) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] of(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm, impossible);
        }
    }
}
