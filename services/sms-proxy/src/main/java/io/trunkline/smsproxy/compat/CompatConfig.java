package io.trunkline.smsproxy.compat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How the API of flowroute/sms-proxy behaves. */
@ConfigMapping(prefix = "sms-proxy.compat")
interface CompatConfig {

    /**
     * How long the answer to the start or the end of a session waits for the carrier to take its texts; a refusal in that time
     * is answered with 500.
     */
    @WithName("wait")
    @WithDefault("PT2S")
    Duration patience();
}
