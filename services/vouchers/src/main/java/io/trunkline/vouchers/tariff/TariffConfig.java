package io.trunkline.vouchers.tariff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Bounds of tariffs, and how fast they are known everywhere. */
@ConfigMapping(prefix = "vouchers.tariff")
interface TariffConfig {

    /** The most rates of one version. A million prefixes take about 20 MB of each replica's memory. */
    @WithDefault("1000000")
    @Min(1)
    @Max(2_000_000)
    int mostRates();

    /** The most of them that differ in more than their prefix. Each takes some 300 bytes of each replica's memory. */
    @WithDefault("50000")
    @Min(1)
    int mostDifferentRates();

    /** How often a replica looks whether another one has published something. */
    @WithDefault("PT0.5S")
    Duration lookEvery();

    /** How late an event may come and still be rated by the tariff of its time. */
    @WithDefault("P40D")
    Duration rememberFor();
}
