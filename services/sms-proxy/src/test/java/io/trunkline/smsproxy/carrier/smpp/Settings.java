package io.trunkline.smsproxy.carrier.smpp;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings as an operator writes them, so that names and defaults are what the service has. */
final class Settings {

    private static final String PREFIX = "carrier.smpp";

    private Settings() {}

    /** An account at a centre on this machine that gives up on links soon; with some settings more. */
    static SmppConfig ofCentre(int port, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "centres[0].host", "127.0.0.1",
                "centres[0].port", String.valueOf(port),
                "system-id", "trunkline",
                "password", "secret",
                "links.reconnect-after", "PT0.05S",
                "links.reconnect-at-most-after", "PT0.2S",
                "links.refused-bind-after", "PT0.05S",
                "sending.throttle-pause", "PT0.05S"));
        all.putAll(more);
        Map<String, String> properties = new HashMap<>();
        all.forEach((name, value) -> properties.put(PREFIX + "." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(SmppConfig.class, PREFIX)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(SmppConfig.class, PREFIX);
    }
}
