package io.trunkline.sessions.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The forms of the OAuth 2.0 endpoints, for the description of the API: they are read parameter by parameter. */
final class OAuthRequest {

    private OAuthRequest() {}

    @Schema(name = "TokenForm", description = "Which parameters are needed depends on grant_type")
    record Token(
            @Schema(
                    required = true,
                    examples = "password",
                    enumeration = {
                        "password",
                        "urn:trunkline:grant-type:one-time-code",
                        "refresh_token",
                        "client_credentials"
                    })
            @JsonProperty("grant_type")
            String grantType,

            @Schema(description = "Needed unless HTTP Basic names the client", examples = "trunkline-app")
            @JsonProperty("client_id")
            @Nullable
            String clientId,

            @Schema(description = "Of a confidential client, unless HTTP Basic carries it", examples = "tls_...")
            @JsonProperty("client_secret")
            @Nullable
            String clientSecret,

            @Schema(description = "password: the phone or the login", examples = "+447700900123") @Nullable
            String username,

            @Schema(description = "password", examples = "correct horse battery") @Nullable
            String password,

            @Schema(description = "one-time-code", examples = "+447700900123") @Nullable
            String phone,

            @Schema(description = "one-time-code: the six digits", examples = "123456") @Nullable
            String code,

            @Schema(description = "refresh_token", examples = "tlr_...") @JsonProperty("refresh_token") @Nullable
            String refreshToken,

            @Schema(
                    description = "What the device calls itself in the list of sessions; else its User-Agent",
                    examples = "Ada's phone")
            @Nullable
            String device) {}

    @Schema(name = "TokenToRevokeForm")
    record Revocation(
            @Schema(required = true, description = "A refresh or an access token")
            String token,

            @Schema(description = "Not needed: a token says itself what it is")
            @JsonProperty("token_type_hint")
            @Nullable
            String tokenTypeHint,

            @Schema(examples = "trunkline-app") @JsonProperty("client_id") @Nullable
            String clientId,

            @Schema(description = "Of a confidential client") @JsonProperty("client_secret") @Nullable
            String clientSecret) {}

    @Schema(name = "TokenToIntrospectForm")
    record Introspection(
            @Schema(required = true, description = "A refresh or an access token")
            String token,

            @Schema(description = "Not needed: a token says itself what it is")
            @JsonProperty("token_type_hint")
            @Nullable
            String tokenTypeHint,

            @Schema(description = "Unless HTTP Basic or a bearer token names the caller")
            @JsonProperty("client_id")
            @Nullable
            String clientId,

            @Schema(description = "With client_id") @JsonProperty("client_secret") @Nullable
            String clientSecret) {}
}
