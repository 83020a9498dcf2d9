package io.trunkline.sessions.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How clients are looked up. */
@ConfigMapping(prefix = "sessions.clients")
public interface ClientConfig {

    /** How long a client is remembered: a deleted one may get tokens from other replicas for this long. */
    @WithDefault("PT10S")
    Duration remembered();
}
