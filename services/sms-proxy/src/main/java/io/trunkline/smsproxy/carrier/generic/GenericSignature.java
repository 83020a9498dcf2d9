package io.trunkline.smsproxy.carrier.generic;

import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Proofs;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 over the body, if the carrier has it. */
final class GenericSignature {

    private final GenericConfig.@Nullable Signed config;
    private final @Nullable Hmac hmac;

    GenericSignature(HttpAccount account, Optional<GenericConfig.Signed> signed) {
        this.config = signed.orElse(null);
        this.hmac = signed.map(GenericConfig.Signed::secret)
                .map(secret -> new Hmac("HmacSHA256", account.secret("signature.secret", secret)))
                .orElse(null);
    }

    void verify(WebhookRequest request) {
        if (config == null || hmac == null) {
            return;
        }
        String given = request.header(config.header().toLowerCase(Locale.ROOT));
        String expected = expected(config, hmac.of(request.body().getBytes()));
        if (!Proofs.same(given, expected)) {
            throw WebhookRefused.forged("The signature is missing or does not fit");
        }
    }

    private static String expected(GenericConfig.Signed config, byte[] hash) {
        String written =
                switch (config.encoding().orElse(GenericConfig.Encoding.HEX)) {
                    case HEX -> HexFormat.of().formatHex(hash);
                    case BASE64 -> Base64.getEncoder().encodeToString(hash);
                };
        return config.prefix().orElse("") + written;
    }
}
