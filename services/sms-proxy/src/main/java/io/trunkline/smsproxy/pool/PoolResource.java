package io.trunkline.smsproxy.pool;

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/pools}: where sessions get their numbers from. */
@Path("/v1/pools")
@Tag(name = "Numbers", description = "Virtual numbers and their pools")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class PoolResource {

    private final Numbers numbers;
    private final Caller caller;

    PoolResource(Numbers numbers, Caller caller) {
        this.numbers = numbers;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addPool", summary = "Make a pool of numbers")
    @APIResponseSchema(value = PoolView.class, responseCode = "201", responseDescription = "The pool, without numbers")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "409", description = "You have a pool of that name")
    public Uni<PoolView> add(@Valid @NotNull PoolRequest request) {
        return numbers.addPool(caller.id(), request).map(PoolView::of);
    }

    @GET
    @Operation(operationId = "listPools", summary = "List your pools, newest first")
    @APIResponse(responseCode = "200", description = "A page of pools")
    @APIResponse(responseCode = "400", description = "The limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<Page<PoolView>> list(@BeanParam PageRequest page) {
        return numbers.pools(caller.id(), page).map(pools -> pools.map(PoolView::of));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getPool", summary = "Read a pool")
    @APIResponseSchema(value = PoolView.class, responseCode = "200", responseDescription = "The pool")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such pool")
    public Uni<PoolView> get(@PathParam("id") UUID id) {
        return numbers.pool(caller.id(), id).map(PoolView::of);
    }
}
