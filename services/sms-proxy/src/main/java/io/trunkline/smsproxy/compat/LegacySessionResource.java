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

/** {@code /sms-proxy/session}: two people who write to each other through a number of the pool. */
@Path("/sms-proxy/session")
@Tag(name = "flowroute/sms-proxy")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
class LegacySessionResource {

    private final LegacySessions sessions;
    private final Bodies bodies;
    private final Caller caller;

    LegacySessionResource(LegacySessions sessions, Bodies bodies, Caller caller) {
        this.sessions = sessions;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "startLegacySession",
            summary = "Start a session",
            description = "Answered when the carrier has taken the texts to both, or after a moment.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LegacySessionRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The session is open",
            content = @Content(schema = @Schema(implementation = SessionStartedView.class)))
    @APIResponse(
            responseCode = "400",
            description = "Something in the request is not acceptable, or no number is free",
            content = @Content(schema = @Schema(oneOf = {ReasonView.class, FailedView.class})))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(
            responseCode = "500",
            description = "The carrier has refused a text; there is no session",
            content = @Content(schema = @Schema(implementation = DispatchErrorView.class)))
    public Uni<SessionStartedView> start(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String contentType,
            byte @Nullable [] body) {
        return sessions.start(caller.id(), LegacySessionRequest.read(bodies.object(contentType, body)))
                .map(SessionStartedView::of);
    }

    @GET
    @Operation(
            operationId = "listLegacySessions",
            summary = "List the open sessions of your default pool, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "The open sessions",
            content = @Content(schema = @Schema(implementation = SessionListView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The limit or the offset is not acceptable",
            content = @Content(schema = @Schema(implementation = ReasonView.class)))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<SessionListView> list(@BeanParam SliceParameters slice) {
        return sessions.all(caller.id()).map(open -> SessionListView.of(open, slice));
    }

    @DELETE
    @Operation(
            operationId = "endLegacySession",
            summary = "End a session",
            description = "Answered when the carrier has taken the texts to both, or after a moment.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SessionEndRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is over",
            content = @Content(schema = @Schema(implementation = SessionEndedView.class)))
    @APIResponse(
            responseCode = "400",
            description = "There is no id",
            content = @Content(schema = @Schema(implementation = ReasonView.class)))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(
            responseCode = "404",
            description = "You have no such open session",
            content = @Content(schema = @Schema(implementation = ReasonView.class)))
    @APIResponse(
            responseCode = "500",
            description = "The carrier has refused a text; the session is over",
            content = @Content(schema = @Schema(implementation = DispatchErrorView.class)))
    public Uni<SessionEndedView> end(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String contentType,
            byte @Nullable [] body) {
        return sessions.end(caller.id(), SessionEndRequest.read(bodies.object(contentType, body)))
                .map(SessionEndedView::of);
    }
}
