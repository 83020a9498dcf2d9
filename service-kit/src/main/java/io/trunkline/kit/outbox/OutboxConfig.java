package io.trunkline.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of the outbox. */
@ConfigMapping(prefix = "trunkline.outbox")
public interface OutboxConfig {

    /** Events that are on the way to the broker at one time; more wait in the database. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int batchSize();

    /** How often the leader looks for rows that another replica has written. */
    @WithDefault("PT0.02S")
    Duration pollInterval();

    /** How often a replica that is not the leader tries to become it, and how long a failed leader rests. */
    @WithDefault("PT1S")
    Duration retryInterval();

    /** How often backlog and age are measured. */
    @WithDefault("PT5S")
    Duration measureInterval();

    /** An older event than this in the outbox makes the service report itself unwell. */
    @WithDefault("PT1M")
    Duration unwellAfter();
}
