package io.trunkline.kit.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How customers are told. */
@ConfigMapping(prefix = "trunkline.webhooks")
public interface WebhookConfig {

    /**
     * At least 32 random bytes in Base64, the same for all replicas: the customers' secrets are derived from it. With another
     * one every customer needs a new secret. Optional only for services without webhooks: settings are checked there, too.
     */
    Optional<String> secret();

    /** To learn a server's address, and again to get a connection to it. */
    @WithDefault("PT3S")
    Duration connect();

    /** From the request to the end of the answer. */
    @WithDefault("PT10S")
    Duration answer();

    /** Deliveries on the way at once, in each replica; more wait in the database. */
    @WithDefault("256")
    @Min(1)
    @Max(10_000)
    int onTheWay();

    /** The same for one endpoint, so that a slow server holds up nobody but itself. */
    @WithDefault("8")
    @Min(1)
    @Max(1_000)
    int onTheWayPerEndpoint();

    /** How often a replica looks for what is due, and for what has run out. */
    @WithDefault("PT1S")
    Duration pollInterval();

    /** After the first attempt; doubled after each further one. */
    @WithDefault("PT2S")
    Duration firstPause();

    /** What the pause between two attempts grows to. */
    @WithDefault("PT1H")
    Duration longestPause();

    /** For how long a delivery that says nothing else is tried. */
    @WithDefault("PT24H")
    Duration patience();

    /** How long a delivery that has failed for good can still be looked at. */
    @WithDefault("P7D")
    Duration failedKept();

    /** How often backlog and age are measured. */
    @WithDefault("PT5S")
    Duration measureInterval();

    /** How long deliveries on the way are waited for at the end; another replica repeats the others. */
    @WithDefault("PT3S")
    Duration drain();
}
