package io.trunkline.kit.webhook;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that customers check signatures with. None is stored: each is HMAC-SHA256 of its owner and generation under the
 * service's own secret, so who reads the database can sign nothing.
 */
@ApplicationScoped
class WebhookSecrets {

    /** What Standard Webhooks begins the text form of a secret with. */
    private static final String PREFIX = "whsec_";

    private static final String SCHEME = "v1,";
    private static final String HMAC = "HmacSHA256";
    private static final int LEAST_BYTES = 32;

    private final byte[] root;

    /** @throws IllegalStateException if the service has no secret, or it is no Base64, or too short */
    WebhookSecrets(WebhookConfig config) {
        this.root = decoded(config.secret().orElse("").strip());
    }

    /** Makes the constructor run: better no start than no signature. */
    void check(@Observes StartupEvent event) {}

    private static byte[] decoded(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException(
                    "trunkline.webhooks.secret is not Base64; make one: openssl rand -base64 32");
        }
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalStateException(
                    "trunkline.webhooks.secret has fewer than 32 bytes; make one: openssl rand -base64 32");
        }
        return bytes;
    }

    /** What the owner is told, once. */
    String text(UUID owner, int generation) {
        return PREFIX + base64(key(owner, generation));
    }

    /**
     * The value of {@code webhook-signature}: one signature for each generation.
     *
     * @param timestamp seconds since 1970, as in {@code webhook-timestamp}
     */
    String signatures(WebhookDelivery delivery, List<Integer> generations, long timestamp) {
        String content = delivery.id() + "." + timestamp + "." + delivery.body();
        return generations.stream()
                .map(generation -> signature(key(delivery.owner(), generation), content))
                .collect(Collectors.joining(" "));
    }

    static String signature(byte[] key, String content) {
        return SCHEME + base64(hmac(key, content));
    }

    private byte[] key(UUID owner, int generation) {
        return hmac(root, "webhook secret " + owner + " " + generation);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + HMAC, impossible);
        }
    }
}
