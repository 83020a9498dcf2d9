package io.trunkline.vouchers.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How credit is held for calls while they last. */
@ConfigMapping(prefix = "vouchers.guard")
interface GuardConfig {

    /** For how long a call is paid ahead at a time. Longer slices keep more of a customer's credit from his other calls. */
    @WithDefault("PT1M")
    Duration slice();

    /** The next slice is held when the call is paid for no longer than this; it must be shorter than a slice. */
    @WithDefault("PT20S")
    Duration ahead();

    /** How long credit stays held for a call whose next slice or end is not heard of. */
    @WithDefault("PT10M")
    Duration patience();
}
