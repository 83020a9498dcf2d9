package io.trunkline.vouchers.rating;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what is rated. */
@ConfigMapping(prefix = "vouchers.rating")
public interface RatingConfig {

    /** A call that claims to be longer is not rated: it is a mistake of whoever counted. At most a week. */
    @WithDefault("PT24H")
    Duration longestCall();
}
