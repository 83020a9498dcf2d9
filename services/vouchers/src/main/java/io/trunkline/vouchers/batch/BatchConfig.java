package io.trunkline.vouchers.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Bounds of a batch. */
@ConfigMapping(prefix = "vouchers.batch")
interface BatchConfig {

    /** The most codes of one batch. */
    @WithDefault("1000000")
    @Min(1)
    @Max(1_000_000)
    int largest();

    /**
     * The most codes of a batch that are shown in an answer, all at once; larger ones are exported. The list is held in memory
     * until it has been committed: about 500 bytes a code.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int largestList();

    /** The most that one code may be worth, in the smallest unit of its currency: 100000000 is 1,000,000.00 EUR. */
    @WithDefault("100000000")
    @Min(1)
    long highestCredit();

    /** How far ahead the expiry may lie. */
    @WithDefault("P3653D")
    Duration longestValidity();

    /** How often it is looked for batches that were voided or have expired, to close their unused vouchers. */
    @WithDefault("PT1S")
    Duration closeEvery();

    /** How often it is looked for exports that go on. */
    @WithDefault("PT1S")
    Duration exportEvery();

    /** How long the file of an export can be fetched; it is deleted then. */
    @WithDefault("P30D")
    Duration exportKept();
}
