package io.trunkline.smsproxy.customer;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where to call. */
record EndpointRequest(
        @Schema(
                description = "Begins with https, leads to the internet, and holds neither a password nor a fragment",
                examples = "https://example.org/trunkline",
                maxLength = 2_000)
        @NotNull
        String url) {}
