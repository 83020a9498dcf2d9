package io.trunkline.smsproxy.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How messages go out. */
@ConfigMapping(prefix = "sms-proxy.dispatch")
interface DispatchConfig {

    /** How often the queue is looked at for messages of other replicas; those of the own process are seen at once. */
    @WithDefault("PT0.05S")
    Duration pollInterval();

    /** How often a replica looks whether it can take over a carrier. */
    @WithDefault("PT1S")
    Duration retryInterval();

    /** The pause before the second attempt of a message; it doubles with each. */
    @WithDefault("PT1S")
    Duration firstPause();

    /** The longest pause between two attempts. */
    @WithDefault("PT5M")
    Duration longestPause();

    /** Attempts at one carrier before the next one is tried, or the message has failed. */
    @WithDefault("12")
    @Min(1)
    int mostAttempts();

    /** Attempts at a carrier that is not the last one. */
    @WithDefault("3")
    @Min(1)
    int attemptsBeforeFallback();

    /** The first pause of a carrier that is throttling; it doubles until a message is taken. */
    @WithDefault("PT0.5S")
    Duration firstThrottlePause();

    /** After so long without a link, messages that another carrier may send go to that one. */
    @WithDefault("PT30S")
    Duration downBeforeFallback();

    /** How long messages on the way are waited for when the service ends. */
    @WithDefault("PT10S")
    Duration drain();
}
