package io.trunkline.vouchers.payment.sberbank;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that the bank and we have: HMAC-SHA256, in capitals. */
final class SharedKey implements CallbackProof {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    SharedKey(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Takes a time that says nothing of how much of the checksum is right. */
    @Override
    public boolean proves(String signed, String checksum) {
        return MessageDigest.isEqual(
                expected(signed).getBytes(StandardCharsets.US_ASCII), checksum.getBytes(StandardCharsets.UTF_8));
    }

    private String expected(String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().withUpperCase().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
        }
    }
}
