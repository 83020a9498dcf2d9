package io.trunkline.sessions.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.kit.auth.AccessToken;
import io.trunkline.sessions.token.RefreshTokenStore.Known;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a token is worth (RFC 7662 §2.2). Of a worthless one nothing else is said. */
@Schema(name = "Introspection")
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntrospectionView(
        @Schema(examples = "true") boolean active,

        @Schema(description = "Bearer for an access token, absent for a refresh token", nullable = true)
        @JsonProperty("token_type")
        @Nullable
        String tokenType,

        @Schema(examples = "trunkline-app", nullable = true) @JsonProperty("client_id") @Nullable
        String clientId,

        @Schema(description = "The account, or the client", nullable = true) @Nullable
        UUID sub,

        @Schema(description = "The session; absent for a program", nullable = true) @Nullable
        UUID sid,

        @Schema(nullable = true) @Nullable List<String> roles,

        @Schema(description = "Seconds since 1970", nullable = true) @Nullable
        Long exp,

        @Schema(nullable = true) @Nullable String iss,

        @Schema(nullable = true) @Nullable String aud) {

    static final IntrospectionView WORTHLESS =
            new IntrospectionView(false, null, null, null, null, null, null, null, null);

    static IntrospectionView of(AccessToken token, String issuer, String audience) {
        return new IntrospectionView(
                true,
                "Bearer",
                token.clientId(),
                token.subject(),
                token.session(),
                sorted(token.roles()),
                token.expiresAt().getEpochSecond(),
                issuer,
                audience);
    }

    static IntrospectionView of(Known token, String issuer) {
        return new IntrospectionView(
                true,
                null,
                token.clientId(),
                token.account(),
                token.session(),
                sorted(token.roles()),
                token.expiresAt().getEpochSecond(),
                issuer,
                null);
    }

    private static List<String> sorted(Set<String> roles) {
        return roles.stream().sorted().toList();
    }
}
