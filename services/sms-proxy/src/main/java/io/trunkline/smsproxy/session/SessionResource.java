package io.trunkline.smsproxy.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.smsproxy.session.MaskedSession.Status;
import io.trunkline.smsproxy.session.MaskedSessions.Idempotency;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/proxy-sessions}: people who write to each other without seeing each other's numbers. */
@Path("/v1/proxy-sessions")
@Tag(name = "Masked sessions", description = "People who write to each other without seeing each other's numbers")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class SessionResource {

    private final MaskedSessions sessions;
    private final SessionOrder orders;
    private final ObjectMapper json;
    private final Caller caller;

    SessionResource(MaskedSessions sessions, SessionOrder orders, ObjectMapper json, Caller caller) {
        this.sessions = sessions;
        this.orders = orders;
        this.json = json;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "startProxySession",
            summary = "Start a session",
            description =
                    "Gives its people a virtual number and tells them. What one side writes to it reaches everybody "
                            + "on the other sides, from the number that they see.")
    @APIResponseSchema(value = SessionView.class, responseCode = "201", responseDescription = "The session is open")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such pool")
    @APIResponse(responseCode = "409", description = "No number is free for these people")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another request")
    public Uni<SessionView> start(
            @Valid @NotNull SessionRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once")
                    @Nullable
                    String key) {
        Idempotency idempotency = key == null ? null : new Idempotency(key, text(request));
        return orders.of(caller.id(), request)
                .chain(order -> sessions.start(order, idempotency))
                .map(SessionView::of);
    }

    private String text(SessionRequest request) {
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written", impossible);
        }
    }

    @GET
    @Operation(operationId = "listProxySessions", summary = "List your sessions, newest first")
    @APIResponse(responseCode = "200", description = "A page of sessions")
    @APIResponse(responseCode = "400", description = "The limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<Page<SessionView>> list(
            @QueryParam("status") @Parameter(description = "Only those: open, ended or expired") @Nullable
                    Status status,
            @BeanParam PageRequest page) {
        return sessions.list(caller.id(), status, page).map(list -> list.map(SessionView::of));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getProxySession", summary = "Read a session")
    @APIResponseSchema(value = SessionView.class, responseCode = "200", responseDescription = "The session")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session")
    public Uni<SessionView> get(@PathParam("id") UUID id) {
        return sessions.get(caller.id(), id).map(SessionView::of);
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            operationId = "changeProxySession",
            summary = "Give an open session more time or less, another name or other texts",
            description = "What is absent stays as it is.")
    @APIResponseSchema(
            value = SessionView.class,
            responseCode = "200",
            responseDescription = "The session as it is now")
    @APIResponse(
            responseCode = "400",
            description = "Something is not acceptable, or the session would be over already")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session")
    @APIResponse(responseCode = "409", description = "The session is over")
    public Uni<SessionView> change(@PathParam("id") UUID id, @Valid @NotNull SessionChange change) {
        return sessions.change(caller.id(), id, change).map(SessionView::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "endProxySession",
            summary = "End a session",
            description = "Its people are told, and its number begins to rest. What was written stays readable.")
    @APIResponseSchema(value = SessionView.class, responseCode = "200", responseDescription = "The session as it ended")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session")
    @APIResponse(responseCode = "409", description = "It has ended before")
    public Uni<SessionView> end(@PathParam("id") UUID id) {
        return sessions.end(caller.id(), id).map(SessionView::of);
    }
}
