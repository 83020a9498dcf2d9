package io.trunkline.sessions.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refusal of an OAuth 2.0 endpoint (RFC 6749 §5.2). */
@Schema(name = "OAuthError")
record OAuthErrorView(
        @Schema(examples = "invalid_grant") String error,

        @Schema(examples = "The username or the password is wrong") @JsonProperty("error_description")
        String errorDescription) {}
