package io.trunkline.sessions.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long a device stays signed in. */
@ConfigMapping(prefix = "sessions.session")
public interface SessionConfig {

    /** A session that is not refreshed for this long has ended. */
    @WithDefault("P30D")
    Duration idle();

    /** A session ends after this, however much it is used. */
    @WithDefault("P180D")
    Duration longest();

    /** Sessions of one account; signing in once more ends the one that was used longest ago. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int mostPerAccount();

    /** Sessions that have ended are forgotten after this. */
    @WithDefault("P30D")
    Duration keepEnded();
}
