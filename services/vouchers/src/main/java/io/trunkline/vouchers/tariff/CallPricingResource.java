package io.trunkline.vouchers.tariff;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.vouchers.tariff.CallPricingView.CallView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/call-pricing}: what calls cost the caller of this. */
@Path("/v1/call-pricing")
@Tag(name = "Call pricing", description = "What a call costs, before it is made")
@SecurityRequirement(name = "bearer")
@RolesAllowed(Roles.USER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class CallPricingResource {

    private final Pricing pricing;
    private final Caller caller;

    CallPricingResource(Pricing pricing, Caller caller) {
        this.pricing = pricing;
        this.caller = caller;
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "callPricing", summary = "What a number costs the caller now")
    @APIResponse(responseCode = "200", description = "The rate of this moment")
    @APIResponse(responseCode = "400", description = "Not a telephone number")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(responseCode = "404", description = "There is no price for it")
    @APIResponse(responseCode = "409", description = "It cannot be called")
    public Uni<CallPricingView> now(
            @PathParam("number") @Parameter(description = "E.164", example = "+34600123456") String number) {
        return pricing.now(caller.account(), PhoneNumbers.parse(number, null, "number"));
    }

    @POST
    @Operation(operationId = "priceCall", summary = "What a call would cost the caller; nothing is charged")
    @APIResponse(responseCode = "200", description = "The price, and its pieces")
    @APIResponse(responseCode = "400", description = "Not a call that there could be")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(responseCode = "404", description = "There is no price for it")
    @APIResponse(responseCode = "409", description = "The number cannot be called")
    public Uni<CallView> call(@Valid @NotNull CallPricingRequest request) {
        return pricing.call(
                        caller.account(),
                        PhoneNumbers.parse(request.number(), null, "number"),
                        request.start(),
                        request.seconds())
                .map(CallView::of);
    }
}
