package io.trunkline.smsproxy.carrier.telnyx;

import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Freshness;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 over the moment of signing and the body. */
final class TelnyxSignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** What X.509 has before an ed25519 key (RFC 8410 §4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_LENGTH = 32;

    private final PublicKey key;
    private final Freshness freshness;

    TelnyxSignature(String publicKey, Clock clock) {
        this.key = parse(publicKey);
        this.freshness = new Freshness(clock, TOLERANCE);
    }

    private static PublicKey parse(String publicKey) {
        try {
            byte[] raw = Base64.getDecoder().decode(publicKey.strip());
            if (raw.length != KEY_LENGTH) {
                throw new IllegalStateException("Telnyx's public key is " + KEY_LENGTH + " bytes in base64");
            }
            byte[] encoded = new byte[X509.length + KEY_LENGTH];
            System.arraycopy(X509, 0, encoded, 0, X509.length);
            System.arraycopy(raw, 0, encoded, X509.length, KEY_LENGTH);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | GeneralSecurityException noKey) {
            throw new IllegalStateException("This is not a public key of Telnyx", noKey);
        }
    }

    void verify(WebhookRequest request) {
        String timestamp = request.header("telnyx-timestamp");
        String signature = request.header("telnyx-signature-ed25519");
        if (timestamp == null || signature == null || !fits(signature, timestamp, request)) {
            throw WebhookRefused.forged("The signature is missing or does not fit");
        }
        if (!freshness.isFresh(timestamp)) {
            throw WebhookRefused.forged("The signature is not of these minutes");
        }
    }

    private boolean fits(String signature, String timestamp, WebhookRequest request) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
            check.update(request.body().getBytes());
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException | SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has Ed25519", impossible);
        }
    }
}
