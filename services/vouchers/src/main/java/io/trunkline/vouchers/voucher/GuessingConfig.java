package io.trunkline.vouchers.voucher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How guessing of codes is held up. */
@ConfigMapping(prefix = "vouchers.guessing")
interface GuessingConfig {

    /** Unknown codes within the window, from one account or from one address, before nothing more is looked up. */
    @WithDefault("10")
    @Min(1)
    @Max(1_000_000)
    int misses();

    /** Starts with the first unknown code; when it ends, the count begins anew. */
    @WithDefault("PT15M")
    Duration window();
}
