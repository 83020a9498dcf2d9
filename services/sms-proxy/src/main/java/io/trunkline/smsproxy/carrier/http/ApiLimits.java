package io.trunkline.smsproxy.carrier.http;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long a carrier's API is waited for, and how many requests it gets at once. */
public interface ApiLimits {

    /** To get a connection, waiting for a free one included. A message that did not get one is sent again. */
    @WithDefault("PT5S")
    Duration connect();

    /** From the request to the end of its answer. What has become of a message is not known after it. */
    @WithDefault("PT20S")
    Duration answer();

    /** Connections at once; each carries one request at a time. */
    @WithDefault("20")
    @Min(1)
    @Max(1_000)
    int connections();
}
