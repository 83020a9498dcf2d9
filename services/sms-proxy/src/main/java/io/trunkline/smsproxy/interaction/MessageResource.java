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

/** {@code /v1/messages}: the record of everything that came to an owner's numbers, or went out from them. */
@Path("/v1/messages")
@Tag(name = "Messages", description = "Everything that came to your numbers, or went out from them")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class MessageResource {

    private final OwnMessages messages;
    private final Caller caller;

    MessageResource(OwnMessages messages, Caller caller) {
        this.messages = messages;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            operationId = "sendMessage",
            summary = "Send a text from one of your numbers to anybody",
            description =
                    "To write to somebody in a session, better use the session: it knows which number this person sees.")
    @APIResponseSchema(
            value = MessageView.class,
            responseCode = "202",
            responseDescription = "It is stored, and will be sent")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "409", description = "This person wants no messages from you")
    @APIResponse(responseCode = "422", description = "You have no such number, or the key belongs to another request")
    public Uni<MessageView> send(
            @Valid @NotNull OwnMessageRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once")
                    @Nullable
                    String key) {
        return messages.send(caller.id(), request, key).map(MessageView::new);
    }

    @GET
    @Operation(operationId = "listMessages", summary = "List your messages in both directions, newest first")
    @APIResponse(responseCode = "200", description = "A page of messages")
    @APIResponse(responseCode = "400", description = "The limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<Page<Interaction>> list(@BeanParam PageRequest page) {
        return messages.list(caller.id(), page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getMessage", summary = "Read a message, and what has become of it")
    @APIResponseSchema(value = Interaction.class, responseCode = "200", responseDescription = "The message")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such message")
    public Uni<Interaction> get(@PathParam("id") UUID id) {
        return messages.get(caller.id(), id);
    }
}
