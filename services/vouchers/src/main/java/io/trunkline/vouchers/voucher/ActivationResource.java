package io.trunkline.vouchers.voucher;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.address.ClientAddresses;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.InetAddress;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/voucher-activations}: vouchers as customers use them. */
@Path("/v1/voucher-activations")
@Tag(name = "Vouchers", description = "Prepaid credit by code")
@SecurityRequirement(name = "bearer")
@RolesAllowed(Roles.USER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ActivationResource {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final ActivationService activations;
    private final VoucherRepository vouchers;
    private final ClientAddresses addresses;
    private final Caller caller;

    private final Clock clock;

    ActivationResource(
            ActivationService activations,
            VoucherRepository vouchers,
            ClientAddresses addresses,
            Caller caller,
            Clock clock) {
        this.activations = activations;
        this.vouchers = vouchers;
        this.addresses = addresses;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "activateVoucher",
            summary = "Use a voucher",
            description =
                    "Adds the credit of the code to the caller's balance. A code works once, for whoever enters it "
                            + "first. After ten unknown codes within a quarter of an hour, from one account or from one address, "
                            + "nothing is looked up until that time is over.")
    @APIResponseSchema(
            value = ActivationView.class,
            responseCode = "201",
            responseDescription = "The credit is on the balance")
    @APIResponse(responseCode = "400", description = "Not a request with a code of the right form")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person, or the account is closed")
    @APIResponse(responseCode = "404", description = "There is no such voucher, or its code has been mistyped")
    @APIResponse(
            responseCode = "409",
            description =
                    "The voucher has been used, cannot be used yet, or the account has used its share of the series")
    @APIResponse(responseCode = "410", description = "The voucher has expired or has been voided")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another code")
    @APIResponse(responseCode = "429", description = "Too many unknown codes; Retry-After tells when to come back")
    public Uni<ActivationView> activate(
            @Valid @NotNull ActivationRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once")
                    @Nullable
                    String idempotencyKey,
            @Context HttpServerRequest http) {
        return activations
                .activate(request.code(), redeemer(http), idempotencyKey)
                .map(ActivationView::of);
    }

    @GET
    @Operation(operationId = "activatedVouchers", summary = "The vouchers that the caller has used, the last one first")
    @APIResponse(responseCode = "200", description = "A page of vouchers, with what is left of each")
    @APIResponse(responseCode = "400", description = "Not a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    public Uni<Page<VoucherView>> list(@Valid @BeanParam PageRequest page) {
        return vouchers.usedBy(caller.account(), page, clock.instant())
                .map(used -> used.map(entry -> VoucherView.of(entry.voucher())));
    }

    private Redeemer redeemer(HttpServerRequest http) {
        InetAddress peer = InetAddress.ofLiteral(http.remoteAddress().hostAddress());
        InetAddress client = addresses.clientOf(peer, http.headers().getAll(FORWARDED_FOR));
        return new Redeemer(caller.account(), ClientAddresses.subscriber(client).getHostAddress());
    }
}
