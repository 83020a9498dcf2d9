package io.trunkline.smsproxy.carrier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How carriers reach us. */
@ConfigMapping(prefix = "sms-proxy.webhooks")
public interface WebhookConfig {

    /** The public address of the gateway. Carriers sign it, so it has to be what they were told. */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /** By carrier account, the last part of its webhook's path. An account without one has no webhook. */
    Map<String, String> secrets();

    /** The public address of something here, such as {@code /webhooks/main/x}. */
    default String publicUrl(String uri) {
        String base = publicUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + uri;
    }

    /** The public address of an account's webhook; null if it has none. */
    default @Nullable URI webhookOf(String carrier) {
        String secret = secrets().get(carrier);
        return secret == null ? null : URI.create(publicUrl("/webhooks/" + carrier + "/" + secret));
    }
}
