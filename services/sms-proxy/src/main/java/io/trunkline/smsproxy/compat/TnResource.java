package io.trunkline.smsproxy.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /sms-proxy/tn}: the pool. */
@Path("/sms-proxy/tn")
@Tag(name = "flowroute/sms-proxy", description = "The API of flowroute/sms-proxy, for clients that speak it")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
class TnResource {

    private final Tns tns;
    private final Bodies bodies;
    private final Caller caller;

    TnResource(Tns tns, Bodies bodies, Caller caller) {
        this.tns = tns;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    @Operation(operationId = "addLegacyTn", summary = "Add a number to your default pool")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = TnRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The number is in the pool",
            content = @Content(schema = @Schema(implementation = TnAddedView.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not a telephone number, or in a pool",
            content = @Content(schema = @Schema(implementation = ReasonView.class)))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<TnAddedView> add(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String contentType,
            byte @Nullable [] body) {
        return tns.add(caller.id(), TnRequest.read(bodies.object(contentType, body)))
                .map(number -> TnAddedView.of(number.written()));
    }

    @GET
    @Operation(operationId = "listLegacyTns", summary = "List the numbers of your default pool, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "The pool",
            content = @Content(schema = @Schema(implementation = TnListView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The limit or the offset is not acceptable",
            content = @Content(schema = @Schema(implementation = ReasonView.class)))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<TnListView> list(@BeanParam SliceParameters slice) {
        return tns.all(caller.id()).map(pool -> TnListView.of(pool, slice));
    }

    @DELETE
    @Operation(operationId = "removeLegacyTn", summary = "Take a number out of your default pool")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = TnRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is gone",
            content = @Content(schema = @Schema(implementation = TnRemovedView.class)))
    @APIResponse(
            responseCode = "400",
            description = "There is no value, or a session has the number",
            content = @Content(schema = @Schema(oneOf = {ReasonView.class, FailedView.class})))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(
            responseCode = "404",
            description = "The pool has no such number",
            content = @Content(schema = @Schema(implementation = ReasonView.class)))
    public Uni<TnRemovedView> remove(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String contentType,
            byte @Nullable [] body) {
        return tns.remove(caller.id(), TnRequest.read(bodies.object(contentType, body)))
                .map(number -> TnRemovedView.of(number.written()));
    }
}
