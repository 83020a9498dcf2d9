package io.trunkline.smsproxy.carrier.bandwidth;

import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.http.ApiLimits;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An account at Bandwidth. */
public interface BandwidthConfig {

    /** The account's number. */
    String account();

    /** The user of the API. */
    String user();

    /** The password of that user. */
    String password();

    /** The application that messages are sent by. */
    String application();

    /** The user that webhooks come with, as set at the application. */
    Optional<String> webhookUser();

    /** The password that webhooks come with. Bandwidth signs nothing: without it, keep a secret in the webhook's address. */
    Optional<String> webhookPassword();

    /** Networks (CIDR) that webhooks may come from; without it, all. */
    Optional<List<String>> addresses();

    /** Where the API is. */
    @WithDefault("https://messaging.bandwidth.com/api/v2")
    URI api();

    /** Limits of the API's client. */
    ApiLimits limits();
}
