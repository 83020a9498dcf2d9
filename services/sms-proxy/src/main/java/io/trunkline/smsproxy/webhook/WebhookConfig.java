package io.trunkline.smsproxy.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;

/** How carriers reach us. */
@ConfigMapping(prefix = "sms-proxy.webhooks")
interface WebhookConfig {

    /** The public address of the gateway. Carriers sign it, so it has to be what they were told. */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /** By carrier account, the last part of its webhook's path. An account without one has no webhook. */
    Map<String, String> secrets();
}
