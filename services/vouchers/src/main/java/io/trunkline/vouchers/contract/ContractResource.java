package io.trunkline.vouchers.contract;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/contracts}: what the caller's telephone, or one that an operator asks for, has signed. */
@Path("/v1/contracts")
@Tag(name = "Contracts", description = "The personal cabinet: contracts, their services and their money")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class ContractResource {

    private static final String PHONE = "Of this telephone, for operators; without it of the caller's own. "
            + "In a query the plus is written `%2B`";

    private final Contracts contracts;
    private final BillingSystem billing;
    private final Caller caller;
    private final Clock clock;

    ContractResource(Contracts contracts, BillingSystem billing, Caller caller, Clock clock) {
        this.contracts = contracts;
        this.billing = billing;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "contracts",
            summary = "The contracts of the caller's telephone",
            description =
                    "All of them, on one page. A telephone may have several contracts, a contract several telephones.")
    @APIResponse(responseCode = "200", description = "The contracts; none without a telephone, or if it has none")
    @APIResponse(responseCode = "400", description = "Not a telephone number")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(
            responseCode = "403",
            description = "Not signed in as a person, or no operator and asking for a number")
    @APIResponse(responseCode = "502", description = "The billing system gives no usable answer")
    @APIResponse(responseCode = "503", description = "The billing system does not answer")
    public Uni<Page<ContractView>> list(
            @QueryParam("phone") @Parameter(description = PHONE, example = "+79161234567") @Nullable String phone) {
        return seen(phone)
                .map(all -> new Page<>(all.stream().map(ContractView::of).toList(), null));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "contract", summary = "A contract of the caller's telephone")
    @APIResponse(responseCode = "200", description = "The contract")
    @APIResponse(responseCode = "400", description = "Not a telephone number")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(
            responseCode = "403",
            description = "Not signed in as a person, or no operator and asking for a number")
    @APIResponse(responseCode = "404", description = "The telephone has no such contract")
    @APIResponse(responseCode = "502", description = "The billing system gives no usable answer")
    @APIResponse(responseCode = "503", description = "The billing system does not answer")
    public Uni<ContractView> get(
            @PathParam("id") String id,
            @QueryParam("phone") @Parameter(description = PHONE, example = "+79161234567") @Nullable String phone) {
        return seen(phone, id).map(ContractView::of);
    }

    @GET
    @Path("/{id}/entries")
    @Operation(
            operationId = "contractEntries",
            summary = "What has changed the balance of a contract in a period, newest first",
            description = "A period is a year at most; without a beginning it is the month before its end.")
    @APIResponse(responseCode = "200", description = "A page of entries")
    @APIResponse(responseCode = "400", description = "Not a period, or not a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(
            responseCode = "403",
            description = "Not signed in as a person, or no operator and asking for a number")
    @APIResponse(
            responseCode = "404",
            description = "The telephone has no such contract, or the billing system does not tell")
    @APIResponse(responseCode = "502", description = "The billing system gives no usable answer")
    @APIResponse(responseCode = "503", description = "The billing system does not answer")
    public Uni<Page<ContractEntryView>> entries(
            @PathParam("id") String id,
            @QueryParam("from")
                    @Parameter(
                            description = "The first moment of it",
                            example = "2026-10-01T00:00:00Z",
                            schema = @Schema(format = "date-time"))
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "The first moment after it; now if absent",
                            example = "2026-11-01T00:00:00Z",
                            schema = @Schema(format = "date-time"))
                    @Nullable
                    String to,
            @QueryParam("phone") @Parameter(description = PHONE, example = "+79161234567") @Nullable String phone,
            @Valid @BeanParam PageRequest page) {
        Period period = Period.of(from, to, clock.instant());
        return seen(phone, id)
                .chain(contract -> billing.entriesOf(contract, period, page))
                .map(some -> some.map(ContractEntryView::of));
    }

    private Uni<Contract> seen(@Nullable String phone, String id) {
        return seen(phone)
                .map(all -> Contracts.one(all, contract -> contract.id().equals(id)));
    }

    private Uni<List<Contract>> seen(@Nullable String phone) {
        return phone == null ? contracts.of(caller.account()) : contracts.ofPhone(asOperator(phone));
    }

    private E164 asOperator(String phone) {
        if (!caller.has(Roles.OPERATOR) && !caller.has(Roles.ADMIN)) {
            throw new Refused(KitProblem.FORBIDDEN, "Only operators may ask for a telephone");
        }
        return PhoneNumbers.parse(phone, null, "phone");
    }
}
