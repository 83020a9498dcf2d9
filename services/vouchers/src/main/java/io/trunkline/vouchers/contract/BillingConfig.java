package io.trunkline.vouchers.contract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where contracts are kept. */
@ConfigMapping(prefix = "vouchers.billing")
public interface BillingConfig {

    /**
     * The billing system that contracts are asked of, in the protocol of SmartYard servers; the names of its operations are added
     * to this address. Without it contracts are kept here, and their money in our own books.
     */
    Optional<URI> url();

    /** What the billing system is shown as the {@code Authorization} header, if it wants one. */
    Optional<String> authorization();

    /** The currency of the billing system, which does not name it: ISO 4217. */
    @WithDefault("RUB")
    String currency();

    /** To get a connection to the billing system, waiting for a free one included. */
    @WithDefault("PT2S")
    Duration connect();

    /** From the request to the end of the billing system's answer. */
    @WithDefault("PT10S")
    Duration answer();
}
