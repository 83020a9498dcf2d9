package io.trunkline.sessions.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How guessing is slowed down. Nothing is ever locked for good: that would let anybody lock anybody out. */
@ConfigMapping(prefix = "sessions.throttle")
public interface ThrottleConfig {

    /** Failures of one account that cost no delay. */
    @WithDefault("5")
    @Min(1)
    @Max(1_000)
    int freePerAccount();

    /** Failures from one address (for IPv6: one /64) that cost no delay: many people may share it. */
    @WithDefault("100")
    @Min(1)
    @Max(100_000)
    int freePerAddress();

    /** The delay after the first failure that costs one; it doubles with each further failure. */
    @WithDefault("PT1S")
    Duration firstDelay();

    /** The longest delay. */
    @WithDefault("PT15M")
    Duration longestDelay();

    /** Failures are forgotten when none has come for this long. */
    @WithDefault("PT1H")
    Duration forgetAfter();
}
