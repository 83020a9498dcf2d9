package io.trunkline.smsproxy.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /sms-proxy/}: where the carrier posted to; now whoever stands between the carrier and us. */
@Path("/sms-proxy")
@Tag(name = "flowroute/sms-proxy")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
class LegacyWebhookResource {

    private static final String HTML = "text/html;charset=UTF-8";

    private final LegacyArrivals arrivals;
    private final Bodies bodies;
    private final Caller caller;

    LegacyWebhookResource(LegacyArrivals arrivals, Bodies bodies, Caller caller) {
        this.arrivals = arrivals;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "takeLegacyMessage",
            summary = "Take a message to one of your numbers",
            description =
                    "Answered when it is stored; a repeat changes nothing. Carriers themselves post to their webhook.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LegacyMessageRequest.class)))
    @APIResponse(responseCode = "200", description = "It is stored, or is for a number of somebody else")
    @APIResponse(responseCode = "400", description = "Not of this form")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<Response> take(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String contentType,
            byte @Nullable [] body) {
        return arrivals.take(caller.id(), LegacyMessageRequest.read(bodies.object(contentType, body)))
                .replaceWith(() -> Response.ok("", HTML).build());
    }
}
