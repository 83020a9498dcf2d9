package io.trunkline.smsproxy.carrier.flowroute;

import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.http.ApiLimits;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An account at Flowroute. */
public interface FlowrouteConfig {

    /** The access key of the API. */
    String accessKey();

    /** The secret key of the API. */
    String secretKey();

    /** The version of the API that messages are sent by: v2, v2-1 or v2-2. Webhooks are read in all versions. */
    @WithDefault("v2-1")
    FlowrouteVersion version();

    /** Where the API is. */
    @WithDefault("https://api.flowroute.com")
    URI api();

    /**
     * Networks (CIDR) that webhooks may come from. Flowroute signs nothing: without this, whoever knows the webhook's
     * address can write to it, so keep a secret in that address.
     */
    Optional<List<String>> addresses();

    /** Limits of the API's client. */
    ApiLimits limits();
}
