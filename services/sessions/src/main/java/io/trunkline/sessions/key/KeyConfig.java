package io.trunkline.sessions.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How signing keys follow each other. */
@ConfigMapping(prefix = "sessions.keys")
public interface KeyConfig {

    /** How long a key signs before the next one takes over. */
    @WithDefault("P30D")
    Duration rotateEvery();

    /**
     * How long a key is published before it signs. Must be longer than consumers keep a key set
     * ({@code trunkline.auth.jwks-refresh}) and {@code check-every} together, else the start fails.
     */
    @WithDefault("PT15M")
    Duration announce();

    /** How long a key stays published after the last token that it signed has expired. */
    @WithDefault("PT10M")
    Duration margin();

    /** How often each replica reads the keys, and makes the next one when it is time. */
    @WithDefault("PT1M")
    Duration checkEvery();

    /** How long the start waits for the first key. */
    @WithDefault("PT30S")
    Duration patience();
}
