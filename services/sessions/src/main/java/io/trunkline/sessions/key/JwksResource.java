package io.trunkline.sessions.key;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/oauth2/jwks")
@PermitAll
@Tag(name = "OAuth 2.0")
class JwksResource {

    /** Far shorter than a key is announced. */
    private static final int CACHED_SECONDS = 60;

    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read the keys that verify access tokens", description = "A JWK set (RFC 7517).")
    @APIResponse(
            responseCode = "200",
            description = "The keys: the one that signs, its successor when announced, its predecessor for a while",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "keys",
                                            value =
                                                    "{\"keys\":[{\"kid\":\"FkmY...\",\"alg\":\"ES256\",\"use\":\"sig\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"aWUH...\",\"y\":\"xqgj...\"}]}")))
    public Response keys() {
        CacheControl cache = new CacheControl();
        cache.setMaxAge(CACHED_SECONDS);
        return Response.ok(keys.keySet()).cacheControl(cache).build();
    }
}
