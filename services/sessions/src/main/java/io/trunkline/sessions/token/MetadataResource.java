package io.trunkline.sessions.token;

import io.trunkline.kit.auth.AuthConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/.well-known/oauth-authorization-server")
@PermitAll
@Tag(name = "OAuth 2.0")
class MetadataResource {

    private final AuthConfig auth;

    MetadataResource(AuthConfig auth) {
        this.auth = auth;
    }

    @GET
    @Operation(summary = "Read where everything is", description = "Authorization server metadata (RFC 8414).")
    @APIResponse(responseCode = "200", description = "The endpoints, as seen through the gateway")
    public MetadataView metadata() {
        return MetadataView.of(auth.issuer());
    }
}
