package io.trunkline.sessions.code;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** One-time codes: how long they live, how often they may be guessed, how often they are sent. */
@ConfigMapping(prefix = "sessions.code")
public interface CodeConfig {

    /** Life of a code. */
    @WithDefault("PT5M")
    Duration lifetime();

    /** Guesses of one code. */
    @WithDefault("5")
    @Min(1)
    @Max(10)
    int attempts();

    /** How long a phone waits between two codes for the same purpose. */
    @WithDefault("PT30S")
    Duration resendAfter();

    /** Codes that a phone gets in an hour for the same purpose. */
    @WithDefault("5")
    @Min(1)
    @Max(100)
    int perPhoneAndHour();

    /** Codes that one address (for IPv6: one /64) may ask for in an hour. */
    @WithDefault("60")
    @Min(1)
    @Max(1_000_000)
    int perAddressAndHour();
}
