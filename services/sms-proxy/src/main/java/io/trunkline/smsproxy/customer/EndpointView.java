package io.trunkline.smsproxy.customer;

import io.trunkline.kit.webhook.WebhookEndpoint;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where its owner is called for what. */
record EndpointView(
        @Schema(examples = "status") String purpose,

        @Schema(examples = "https://example.org/trunkline") String url) {

    static EndpointView of(WebhookEndpoint endpoint) {
        return new EndpointView(endpoint.purpose(), endpoint.url());
    }
}
