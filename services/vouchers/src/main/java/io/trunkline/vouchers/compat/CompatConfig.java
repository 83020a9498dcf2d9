package io.trunkline.vouchers.compat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** How the mobile API of SmartYard behaves. */
@ConfigMapping(prefix = "vouchers.compat")
interface CompatConfig {

    /** Its times and years are those of this zone, and do not say so. */
    @WithDefault("Europe/Moscow")
    ZoneId zone();
}
