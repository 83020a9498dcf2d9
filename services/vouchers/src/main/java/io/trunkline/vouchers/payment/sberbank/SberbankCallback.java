package io.trunkline.vouchers.payment.sberbank;

import io.trunkline.vouchers.payment.NoticeRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of the bank's callbacks: all parameters in the order of their names, as {@code name;value;}. */
final class SberbankCallback {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String CHECKSUM = "checksum";
    private static final Set<String> UNSIGNED = Set.of(CHECKSUM, "sign_alias");

    private final SecretKeySpec key;

    SberbankCallback(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @throws NoticeRefused if the checksum is missing or wrong */
    void verify(Map<String, String> parameters) {
        byte[] expected = checksum(parameters).getBytes(StandardCharsets.US_ASCII);
        byte[] given = parameters.getOrDefault(CHECKSUM, "").getBytes(StandardCharsets.UTF_8);
        // In a time that says nothing of how much of it is right.
        if (!MessageDigest.isEqual(expected, given)) {
            throw NoticeRefused.forged();
        }
    }

    private String checksum(Map<String, String> parameters) {
        String signed = new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(parameter -> !UNSIGNED.contains(parameter.getKey()))
                        .map(parameter -> parameter.getKey() + ";" + parameter.getValue() + ";")
                        .collect(Collectors.joining());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().withUpperCase().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
        }
    }
}
