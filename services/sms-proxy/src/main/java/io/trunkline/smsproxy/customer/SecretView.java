package io.trunkline.smsproxy.customer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What signatures are checked with. */
record SecretView(
        @Schema(
                description = "Base64 after whsec_; told this once",
                examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")
        String secret) {}
