package io.trunkline.smsproxy.carrier.twilio;

import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.http.ApiLimits;
import java.net.URI;
import java.util.Optional;

/** An account at Twilio. */
public interface TwilioConfig {

    /** The account's SID. */
    String accountSid();

    /** The account's auth token: webhooks are signed with it, whatever messages are sent with. */
    String authToken();

    /** The SID of an API key to send with, in place of the auth token. */
    Optional<String> apiKey();

    /** The secret of that API key. */
    Optional<String> apiSecret();

    /** The SID of a messaging service to send by. */
    Optional<String> messagingService();

    /** Where the API is. */
    @WithDefault("https://api.twilio.com")
    URI api();

    /** Limits of the API's client. */
    ApiLimits limits();
}
