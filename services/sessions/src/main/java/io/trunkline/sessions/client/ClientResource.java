package io.trunkline.sessions.client;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/clients")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Clients", description = "Programs that ask for tokens, for administrators")
@SecurityRequirement(name = "bearer")
class ClientResource {

    private final Clients clients;

    ClientResource(Clients clients) {
        this.clients = clients;
    }

    @POST
    @ResponseStatus(201)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(summary = "Register a program", description = "The answer is the only sight of its secret.")
    @APIResponse(responseCode = "201", description = "The client, with its secret")
    @APIResponse(responseCode = "400", description = "Something in the body is not acceptable")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Uni<ClientView> create(@Valid @NotNull ClientRequest request) {
        return clients.create(request.name(), request.roles()).map(ClientView::of);
    }

    @GET
    @Operation(summary = "List clients", description = "Newest first, without their secrets.")
    @APIResponse(responseCode = "200", description = "A page of clients")
    @APIResponse(responseCode = "400", description = "The limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Uni<Page<ClientView>> list(@Valid @BeanParam PageRequest page) {
        return clients.list(page).map(found -> found.map(ClientView::of));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Delete a client",
            description = "It gets no more tokens; those that it has live for up to ten minutes.")
    @APIResponse(responseCode = "204", description = "It is deleted")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "404", description = "There is no such client")
    @APIResponse(responseCode = "409", description = "It is one of our own apps")
    public Uni<Void> delete(@PathParam("id") UUID id) {
        return clients.delete(id);
    }
}
