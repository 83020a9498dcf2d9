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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

/** {@code /v1/numbers}: the numbers that people see in place of each other's. */
@Path("/v1/numbers")
@Tag(name = "Numbers")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class NumberResource {

    private final Numbers numbers;
    private final Caller caller;

    NumberResource(Numbers numbers, Caller caller) {
        this.numbers = numbers;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addNumber", summary = "Add a number to a pool")
    @APIResponseSchema(value = NumberView.class, responseCode = "201", responseDescription = "The number, free")
    @APIResponse(responseCode = "400", description = "Not a telephone number, or something else is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "409", description = "The number is in a pool")
    @APIResponse(responseCode = "422", description = "There is no such pool, or no such carrier account")
    public Uni<NumberView> add(@Valid @NotNull NumberRequest request) {
        return numbers.add(caller.id(), request).map(NumberView::of);
    }

    @GET
    @Operation(operationId = "listNumbers", summary = "List your numbers, newest first")
    @APIResponse(responseCode = "200", description = "A page of numbers")
    @APIResponse(responseCode = "400", description = "The limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<Page<NumberView>> list(
            @QueryParam("pool") @Parameter(description = "Only those of this pool") @Nullable UUID pool,
            @BeanParam PageRequest page) {
        return numbers.list(caller.id(), pool, page).map(list -> list.map(NumberView::of));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getNumber", summary = "Read a number")
    @APIResponseSchema(value = NumberView.class, responseCode = "200", responseDescription = "The number")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such number")
    public Uni<NumberView> get(@PathParam("id") UUID id) {
        return numbers.number(caller.id(), id).map(NumberView::of);
    }

    @PATCH
    @Path("/{id}")
    @Operation(operationId = "changeNumber", summary = "Reserve a number, or say how healthy it is")
    @APIResponseSchema(value = NumberView.class, responseCode = "200", responseDescription = "The number as it is now")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such number")
    public Uni<NumberView> change(@PathParam("id") UUID id, @Valid @NotNull NumberChange change) {
        return numbers.change(caller.id(), id, change).map(NumberView::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "removeNumber", summary = "Take a number out of its pool")
    @APIResponse(responseCode = "204", description = "It is gone; its messages stay")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such number")
    @APIResponse(responseCode = "409", description = "A session uses it")
    public Uni<Void> remove(@PathParam("id") UUID id) {
        return numbers.remove(caller.id(), id);
    }
}
