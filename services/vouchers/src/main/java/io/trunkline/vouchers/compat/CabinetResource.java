package io.trunkline.vouchers.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.BillingSystem;
import io.trunkline.vouchers.contract.Contracts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /api/user/...}: contracts as the Apps list them. Whatever a body says, they are those of the caller's telephone. */
@Path("/api/user")
@Tag(name = "SmartYard", description = "The cabinet of SmartYard's mobile API")
@SecurityRequirement(name = "bearer")
@RolesAllowed(Roles.USER)
@Produces(MediaType.APPLICATION_JSON)
class CabinetResource {

    private static final int OK = 200;
    private static final int NOTHING = 204;

    private final Contracts contracts;
    private final BillingSystem billing;
    private final Caller caller;

    CabinetResource(Contracts contracts, BillingSystem billing, Caller caller) {
        this.contracts = contracts;
        this.billing = billing;
        this.caller = caller;
    }

    @POST
    @Path("/getPaymentsList")
    @Operation(
            operationId = "mobilePaymentsList",
            summary = "The contracts of the caller's telephone, by address",
            description = "No body is needed.")
    @APIResponse(responseCode = "200", description = "The contracts; an empty list if there are none")
    @APIResponse(responseCode = "401", description = "No valid access token: the Apps sign out")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(
            responseCode = "502",
            description = "The billing system gives no usable answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "503",
            description = "The billing system does not answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    public Uni<Envelope<List<PaymentsAddressView>>> payments() {
        return contracts.of(caller.account()).map(all -> Envelope.of(PaymentsAddressView.of(all)));
    }

    @POST
    @Path("/getBillingList")
    @Operation(
            operationId = "mobileBillingList",
            summary = "The contracts of the caller's telephone, with what their services cost",
            description = "No body is needed.")
    @APIResponse(responseCode = "200", description = "The contracts; without any, the `code` in the envelope is 204")
    @APIResponse(responseCode = "401", description = "No valid access token: the Apps sign out")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(
            responseCode = "502",
            description = "The billing system gives no usable answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "503",
            description = "The billing system does not answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    public Uni<Envelope<List<BillingRowView>>> billing() {
        return contracts
                .of(caller.account())
                .map(all -> all.stream()
                        .map(contract -> BillingRowView.of(contract, billing.hasStatements()))
                        .toList())
                .map(rows -> Envelope.of(rows.isEmpty() ? NOTHING : OK, rows));
    }

    @ServerExceptionMapper
    RestResponse<ErrorView> refused(Refused refusal) {
        return ErrorView.answer(refusal);
    }
}
