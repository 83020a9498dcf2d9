package io.trunkline.vouchers.contract.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.vouchers.contract.ContractView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** {@code /v1/contracts}: what operators keep here. */
@Path("/v1/contracts")
@Tag(name = "Contracts")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ContractKeepingResource {

    private final ContractKeeping contracts;
    private final Caller caller;

    ContractKeepingResource(ContractKeeping contracts, Caller caller) {
        this.contracts = contracts;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "createContract",
            summary = "Keep a contract",
            description = "Its money is the balance of the account with its id: charges and adjustments go there.")
    @APIResponseSchema(value = ContractView.class, responseCode = "201", responseDescription = "The contract")
    @APIResponse(responseCode = "400", description = "Something of the contract is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(
            responseCode = "409",
            description =
                    "Another one has the name, or a telephone has too many, or another billing system keeps contracts")
    public Uni<ContractView> create(@Valid @NotNull ContractRequest request) {
        return contracts.create(request, caller.id()).map(ContractKeepingResource::view);
    }

    @PATCH
    @Path("/{id}")
    @Operation(operationId = "changeContract", summary = "Change a contract")
    @APIResponse(responseCode = "200", description = "The contract as it is now")
    @APIResponse(responseCode = "400", description = "Something of the change is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such contract")
    @APIResponse(responseCode = "409", description = "Another billing system keeps contracts")
    public Uni<ContractView> change(@PathParam("id") UUID id, @Valid @NotNull ContractChangeRequest change) {
        return contracts.change(id, change).map(ContractKeepingResource::view);
    }

    @PUT
    @Path("/{id}/phones/{phone}")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(204)
    @Operation(operationId = "giveContract", summary = "Let a telephone have a contract, beside those that have it")
    @APIResponse(responseCode = "204", description = "It has the contract")
    @APIResponse(responseCode = "400", description = "Not a telephone number")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such contract")
    @APIResponse(responseCode = "409", description = "Too many of them, or another billing system keeps contracts")
    public Uni<Void> give(
            @PathParam("id") UUID id, @PathParam("phone") @Parameter(example = "+79161234567") String phone) {
        return contracts.give(id, phone);
    }

    @DELETE
    @Path("/{id}/phones/{phone}")
    @ResponseStatus(204)
    @Operation(operationId = "takeContract", summary = "Take a contract from a telephone")
    @APIResponse(responseCode = "204", description = "It does not have the contract")
    @APIResponse(responseCode = "400", description = "Not a telephone number")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such contract")
    @APIResponse(responseCode = "409", description = "Another billing system keeps contracts")
    public Uni<Void> take(
            @PathParam("id") UUID id, @PathParam("phone") @Parameter(example = "+79161234567") String phone) {
        return contracts.take(id, phone);
    }

    private static ContractView view(KeptContract kept) {
        return ContractView.of(kept.contract(), kept.phones());
    }
}
