package io.trunkline.smsproxy.carrier.plivo;

import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.http.ApiLimits;
import java.net.URI;

/** An account at Plivo. */
public interface PlivoConfig {

    /** The auth id of the account, or of a subaccount. */
    String authId();

    /** The auth token that belongs to it; webhooks are signed with it. */
    String authToken();

    /** Where the API is. */
    @WithDefault("https://api.plivo.com")
    URI api();

    /** Limits of the API's client. */
    ApiLimits limits();
}
