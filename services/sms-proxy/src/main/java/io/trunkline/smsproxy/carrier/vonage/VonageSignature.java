package io.trunkline.smsproxy.carrier.vonage;

import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.Freshness;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.vonage.VonageConfig.SignatureMethod;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The field {@code sig} of the SMS API: over all other fields, sorted by name. */
final class VonageSignature {

    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final UnaryOperator<String> sign;
    private final Freshness freshness;

    VonageSignature(SignatureMethod method, String secret, Clock clock) {
        this.sign = signer(method, secret);
        this.freshness = new Freshness(clock, TOLERANCE);
    }

    private static UnaryOperator<String> signer(SignatureMethod method, String secret) {
        return switch (method) {
            case MD5_HASH -> fields -> Proofs.hash("MD5", (fields + secret).getBytes(StandardCharsets.UTF_8));
            case MD5_HMAC -> new Hmac("HmacMD5", secret)::hex;
            case SHA1_HMAC -> new Hmac("HmacSHA1", secret)::hex;
            case SHA256_HMAC -> new Hmac("HmacSHA256", secret)::hex;
            case SHA512_HMAC -> new Hmac("HmacSHA512", secret)::hex;
        };
    }

    void verify(FormFields fields) {
        String given = fields.optional("sig");
        if (given == null || !fits(given.toLowerCase(Locale.ROOT), fields)) {
            throw WebhookRefused.forged("The signature is missing or does not fit");
        }
        if (!freshness.isFresh(fields.value("timestamp"))) {
            throw WebhookRefused.forged("The signature is not of these minutes");
        }
    }

    /** Blank values are signed by one of Vonage's libraries and skipped by another: either will do. */
    private boolean fits(@Nullable String given, FormFields fields) {
        boolean withBlanks = Proofs.same(given, sign.apply(signed(fields, true)));
        boolean withoutBlanks = Proofs.same(given, sign.apply(signed(fields, false)));
        return withBlanks || withoutBlanks;
    }

    private static String signed(FormFields fields, boolean withBlanks) {
        StringBuilder signed = new StringBuilder();
        fields.values()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.equals("sig") && (withBlanks || !value.isBlank())) {
                        signed.append('&').append(plain(name)).append('=').append(plain(value));
                    }
                }));
        return signed.toString();
    }

    private static String plain(String text) {
        return text.replace('&', '_').replace('=', '_');
    }
}
