package io.trunkline.vouchers.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Bounds of a batch. */
@ConfigMapping(prefix = "vouchers.batch")
interface BatchConfig {

    /** The most codes of one batch. Their list is held in memory until it has been committed: about 200 bytes a code. */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int largest();

    /** The most that one code may be worth, in the smallest unit of its currency: 100000000 is 1,000,000.00 EUR. */
    @WithDefault("100000000")
    @Min(1)
    long highestCredit();

    /** How far ahead the expiry may lie. */
    @WithDefault("P3653D")
    Duration longestValidity();
}
