package io.trunkline.vouchers.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.Refused;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** {@code /api/pay/...}: payments for contracts as the Apps make them. */
@Path("/api/pay")
@Tag(name = "SmartYard")
@SecurityRequirement(name = "bearer")
@RolesAllowed(Roles.USER)
@Produces(MediaType.APPLICATION_JSON)
class PayResource {

    private final MobilePayments payments;
    private final Contracts contracts;
    private final Details details;
    private final MobileBodies bodies;
    private final Caller caller;

    PayResource(MobilePayments payments, Contracts contracts, Details details, MobileBodies bodies, Caller caller) {
        this.payments = payments;
        this.contracts = contracts;
        this.details = details;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    @Path("/prepare")
    @Operation(
            operationId = "mobilePayPrepare",
            summary = "Note a payment for a contract",
            description = "Answers the number by which the payment is known here and at the bank.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PrepareRequest.class)))
    @APIResponse(responseCode = "200", description = "The payment's number")
    @APIResponse(responseCode = "401", description = "No valid access token: the Apps sign out")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(
            responseCode = "404",
            description = "The caller's telephone has no such contract",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "409",
            description = "Payments are not offered",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "422",
            description = "Something in the request is not acceptable",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "502",
            description = "The billing system gives no usable answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "503",
            description = "The billing system does not answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    public Uni<Envelope<String>> prepare(byte @Nullable [] body) {
        return payments.prepare(caller.account(), PrepareRequest.read(bodies.object(body)))
                .map(Envelope::of);
    }

    @POST
    @Path("/register")
    @Operation(
            operationId = "mobilePayRegister",
            summary = "Get the page on which a payment is paid",
            description = "The amount is that of the payment; a request with another one is refused.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RegisterRequest.class)))
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(responseCode = "401", description = "No valid access token: the Apps sign out")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(
            responseCode = "404",
            description = "The caller has no such payment",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "409",
            description = "It is over",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "422",
            description = "Something in the request is not acceptable, or the amount is another one",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "502",
            description = "The bank does not want it",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "503",
            description = "The bank does not answer; the same request may be repeated",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    public Uni<Envelope<PayRegisterView>> register(byte @Nullable [] body) {
        return payments.register(caller.account(), RegisterRequest.read(bodies.object(body)))
                .map(Envelope::of);
    }

    @POST
    @Path("/process")
    @Operation(
            operationId = "mobilePayProcess",
            summary = "Say that a payment was made at the bank",
            description = "It is not believed: the bank is asked, at once or as soon as it answers.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProcessRequest.class)))
    @APIResponse(responseCode = "200", description = "What has become of it, in words")
    @APIResponse(responseCode = "401", description = "No valid access token: the Apps sign out")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(
            responseCode = "404",
            description = "The caller has no such payment",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "409",
            description = "The bank's order is for something else",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "422",
            description = "Something in the request is not acceptable",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    public Uni<Envelope<String>> process(byte @Nullable [] body) {
        return payments.process(caller.account(), ProcessRequest.read(bodies.object(body)))
                .map(Envelope::of);
    }

    @POST
    @Path("/getDetail")
    @Operation(
            operationId = "mobilePayDetail",
            summary = "What has changed the balance of a contract in a year, newest first",
            description = "The newest thousand, if there is more.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DetailRequest.class)))
    @APIResponse(responseCode = "200", description = "The lines of the year")
    @APIResponse(responseCode = "401", description = "No valid access token: the Apps sign out")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(
            responseCode = "404",
            description = "The caller's telephone has no such contract, or its billing system does not tell",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "422",
            description = "Something in the request is not acceptable",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "502",
            description = "The billing system gives no usable answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(
            responseCode = "503",
            description = "The billing system does not answer",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    public Uni<Envelope<List<DetailView>>> detail(byte @Nullable [] body) {
        DetailRequest request = DetailRequest.read(bodies.object(body));
        return contracts
                .one(caller.account(), contract -> contract.clientId().equals(request.clientId()))
                .chain(contract -> details.of(contract, request.year()))
                .map(Envelope::of);
    }

    @ServerExceptionMapper
    RestResponse<ErrorView> refused(Refused refusal) {
        return ErrorView.answer(refusal);
    }
}
