package io.trunkline.smsproxy.carrier.plivo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Proofs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * {@code X-Plivo-Signature-V2}: over the address without its query, and a nonce. It does not cover what is said, so a nonce
 * is good for one request only; the same request may come again.
 */
final class PlivoSignature {

    private static final int REMEMBERED = 100_000;
    private static final int LONGEST_NONCE = 100;

    private final Hmac hmac;
    private final Cache<String, String> saidWith =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    PlivoSignature(String authToken) {
        this.hmac = new Hmac("HmacSHA256", authToken);
    }

    void verify(WebhookRequest request) {
        String nonce = request.header("x-plivo-signature-v2-nonce");
        if (nonce == null || nonce.isBlank() || nonce.length() > LONGEST_NONCE || !isSigned(request, nonce)) {
            throw WebhookRefused.forged("The signature is missing or does not fit");
        }
        String said = said(request);
        if (!saidWith.get(nonce, first -> said).equals(said)) {
            throw WebhookRefused.forged("The nonce has been used for something else");
        }
    }

    private boolean isSigned(WebhookRequest request, String nonce) {
        String expected = hmac.base64(request.url().split("[?#]", 2)[0] + nonce);
        return signatures(request, "x-plivo-signature-v2", expected)
                || signatures(request, "x-plivo-signature-ma-v2", expected);
    }

    /** A header may list several: one for each token while tokens change. */
    private static boolean signatures(WebhookRequest request, String header, String expected) {
        return request.headers().getOrDefault(header, List.of()).stream()
                .flatMap(values -> Arrays.stream(values.split(",", 10)))
                .anyMatch(given -> Proofs.same(given.strip(), expected));
    }

    private static String said(WebhookRequest request) {
        String head = request.method() + " " + request.url() + "\n";
        return Proofs.hash(
                "SHA-256",
                request.body()
                        .copy()
                        .appendString("\n")
                        .appendBytes(head.getBytes(StandardCharsets.UTF_8))
                        .getBytes());
    }
}
