package io.trunkline.smsproxy.interaction;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** What has passed through a session. */
@Path("/v1/proxy-sessions/{session}")
@Tag(name = "Masked sessions")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class InteractionResource {

    private final Interactions interactions;
    private final Caller caller;

    InteractionResource(Interactions interactions, Caller caller) {
        this.interactions = interactions;
        this.caller = caller;
    }

    @GET
    @Path("/interactions")
    @Operation(
            operationId = "listInteractions",
            summary = "List what has passed through a session, newest first",
            description = "Each message that came in, and each that went out with what has become of it.")
    @APIResponse(responseCode = "200", description = "A page of interactions")
    @APIResponse(responseCode = "400", description = "The limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session")
    public Uni<Page<Interaction>> list(@PathParam("session") UUID session, @BeanParam PageRequest page) {
        return interactions.list(caller.id(), session, page);
    }

    @POST
    @Path("/messages")
    @ResponseStatus(202)
    @Operation(
            operationId = "writeToParticipant",
            summary = "Write to one participant, from the number that this one sees")
    @APIResponseSchema(
            value = MessageView.class,
            responseCode = "202",
            responseDescription = "It is stored, and will be sent")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session, or nobody of that id is in it")
    @APIResponse(responseCode = "409", description = "The session is over")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another request")
    public Uni<MessageView> send(
            @PathParam("session") UUID session,
            @Valid @NotNull MessageRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once")
                    @Nullable
                    String key) {
        return interactions.send(caller.id(), session, request, key).map(MessageView::new);
    }

    @DELETE
    @Path("/interactions")
    @Operation(
            operationId = "eraseInteractions",
            summary = "Erase texts, numbers and names of a session that is over",
            description =
                    "The session itself stays, without anybody in it. What carriers and the bus have heard stays there.")
    @APIResponse(responseCode = "204", description = "They are gone")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session")
    @APIResponse(responseCode = "409", description = "The session is open")
    public Uni<Void> erase(@PathParam("session") UUID session) {
        return interactions.erase(caller.id(), session);
    }
}
