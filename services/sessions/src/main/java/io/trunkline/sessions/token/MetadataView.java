package io.trunkline.sessions.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.sessions.token.Grants.GrantType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Authorization server metadata (RFC 8414 §2). */
@Schema(name = "AuthorizationServerMetadata")
record MetadataView(
        @Schema(examples = "http://localhost:8080") String issuer,

        @JsonProperty("token_endpoint") String tokenEndpoint,

        @JsonProperty("revocation_endpoint") String revocationEndpoint,

        @JsonProperty("introspection_endpoint") String introspectionEndpoint,

        @JsonProperty("jwks_uri") String jwksUri,

        @JsonProperty("grant_types_supported") List<String> grantTypes,

        @Schema(description = "None: there is no authorization endpoint") @JsonProperty("response_types_supported")
        List<String> responseTypes,

        @JsonProperty("token_endpoint_auth_methods_supported")
        List<String> tokenEndpointAuthMethods,

        @JsonProperty("revocation_endpoint_auth_methods_supported")
        List<String> revocationEndpointAuthMethods,

        @JsonProperty("introspection_endpoint_auth_methods_supported")
        List<String> introspectionEndpointAuthMethods) {

    private static final List<String> CONFIDENTIAL = List.of("client_secret_basic", "client_secret_post");
    private static final List<String> ANY = List.of("client_secret_basic", "client_secret_post", "none");

    static MetadataView of(String issuer) {
        return new MetadataView(
                issuer,
                issuer + "/oauth2/token",
                issuer + "/oauth2/revoke",
                issuer + "/oauth2/introspect",
                issuer + "/oauth2/jwks",
                Arrays.stream(GrantType.values()).map(GrantType::text).toList(),
                List.of(),
                ANY,
                ANY,
                CONFIDENTIAL);
    }
}
