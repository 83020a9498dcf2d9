package io.trunkline.smsproxy.carrier.telnyx;

import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.http.ApiLimits;
import java.net.URI;

/** An account at Telnyx. */
public interface TelnyxConfig {

    /** The key of the API. */
    String apiKey();

    /** The public key that Telnyx signs webhooks with: 32 bytes in base64, as the portal shows it. */
    String publicKey();

    /** Where the API is. */
    @WithDefault("https://api.telnyx.com")
    URI api();

    /** Limits of the API's client. */
    ApiLimits limits();
}
