package io.trunkline.sessions.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.sessions.secret.OpaqueToken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of the token endpoint (RFC 6749 §5.1). */
@Schema(name = "Tokens")
record TokenView(
        @Schema(description = "For Authorization: Bearer", examples = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiJ9...")
        @JsonProperty("access_token")
        String accessToken,

        @Schema(examples = "Bearer") @JsonProperty("token_type")
        String tokenType,

        @Schema(description = "Seconds", examples = "600") @JsonProperty("expires_in")
        long expiresIn,

        @Schema(
                description = "For the next refresh, once; absent for client_credentials",
                examples = "tlr_...",
                nullable = true)
        @JsonProperty("refresh_token")
        @Nullable
        String refreshToken) {

    static TokenView of(Tokens tokens) {
        OpaqueToken refreshToken = tokens.refreshToken();
        return new TokenView(
                tokens.accessToken(),
                "Bearer",
                tokens.lifetime().toSeconds(),
                refreshToken == null ? null : refreshToken.text());
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenView[]";
    }
}
