package io.trunkline.sessions.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tokens are good for. */
@ConfigMapping(prefix = "sessions.token")
public interface TokenConfig {

    /**
     * Life of an access token. Must be shorter than consumers remember revoked sessions
     * ({@code trunkline.auth.revocations-kept}), else the start fails.
     */
    @WithDefault("PT10M")
    Duration accessToken();

    /** How long a refresh token that has been used gives the same successor again: for lost answers and parallel calls. */
    @WithDefault("PT10S")
    Duration grace();
}
