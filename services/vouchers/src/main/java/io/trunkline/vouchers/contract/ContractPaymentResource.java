package io.trunkline.vouchers.contract;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.payment.PaymentService;
import io.trunkline.vouchers.payment.PaymentView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** {@code /v1/contracts/{id}/payments}: money for a contract. What becomes of it stands at {@code /v1/payments}. */
@Path("/v1/contracts/{id}/payments")
@Tag(name = "Contracts")
@SecurityRequirement(name = "bearer")
@RolesAllowed(Roles.USER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ContractPaymentResource {

    private final ContractPayments contracts;
    private final PaymentService payments;
    private final Caller caller;

    ContractPaymentResource(ContractPayments contracts, PaymentService payments, Caller caller) {
        this.contracts = contracts;
        this.payments = payments;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "payContract",
            summary = "Begin a payment for a contract of the caller's telephone",
            description =
                    "The answer says where the payer pays. The money is the contract's as soon as the provider has "
                            + "confirmed it; a billing system elsewhere is told then, until it has heard.")
    @APIResponse(
            responseCode = "201",
            description = "The payment; of a repeat, as it stands now",
            content = @Content(schema = @Schema(implementation = PaymentView.class)),
            headers =
                    @Header(
                            name = "Location",
                            description = "The payment",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "The amount is not acceptable, or there is no key")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(responseCode = "404", description = "The telephone has no such contract")
    @APIResponse(responseCode = "409", description = "Payments are not offered")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another payment")
    @APIResponse(responseCode = "502", description = "The provider, or the billing system, does not take this payment")
    @APIResponse(
            responseCode = "503",
            description = "The provider, or the billing system, can not be asked now; repeat it with the same key")
    public Uni<RestResponse<PaymentView>> pay(
            @PathParam("id") String id,
            @Valid @NotNull ContractPaymentRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once", required = true)
                    @Nullable
                    String idempotencyKey) {
        return contracts
                .prepare(caller.account(), id, request.amount(), required(idempotencyKey))
                .chain(payments::openPage)
                .map(PaymentView::of)
                .map(view -> ResponseBuilder.<PaymentView>created(URI.create("/v1/payments/" + view.id()))
                        .entity(view)
                        .build());
    }

    private static String required(@Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            throw new Refused(KitProblem.MALFORMED_REQUEST, "Money needs an Idempotency-Key");
        }
        return idempotencyKey;
    }
}
