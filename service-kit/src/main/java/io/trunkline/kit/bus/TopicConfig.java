package io.trunkline.kit.bus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How topics are made. */
@ConfigMapping(prefix = "trunkline.topics")
public interface TopicConfig {

    /** Whether missing topics are created at start; off where an operator owns them. */
    @WithDefault("true")
    boolean create();

    /** Partitions of a new topic: the most replicas of one consumer that can share its work. */
    @WithDefault("6")
    @Min(1)
    @Max(1_000)
    int partitions();

    /** Copies of each record; -1 takes the broker's default. */
    @WithDefault("-1")
    @Min(-1)
    @Max(10)
    short replicas();

    /** How long the start waits for the broker. */
    @WithDefault("PT30S")
    Duration patience();
}
