package io.trunkline.kit.webhook;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings as an operator writes them, so that names and defaults are what a service has. */
final class Settings {

    private static final String PREFIX = "trunkline.webhooks";

    private Settings() {}

    static WebhookConfig with(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                PREFIX + ".secret", "dGhlIHJvb3Qgb2YgYWxsIHRoZSB0ZXN0IHNlY3JldHMsIG9mIG1vcmUgdGhhbiAzMiBieXRlcw==");
        more.forEach((name, value) -> properties.put(PREFIX + "." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class, PREFIX)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(WebhookConfig.class, PREFIX);
    }
}
