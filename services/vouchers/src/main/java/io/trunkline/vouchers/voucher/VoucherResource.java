package io.trunkline.vouchers.voucher;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.Refused;
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
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/vouchers}: single vouchers, for operators; one's own for everybody. */
@Path("/v1/vouchers")
@Tag(name = "Vouchers", description = "Prepaid credit by code")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class VoucherResource {

    private final VoucherRepository vouchers;
    private final VoidService voiding;
    private final Caller caller;
    private final Clock clock;

    VoucherResource(VoucherRepository vouchers, VoidService voiding, Caller caller, Clock clock) {
        this.vouchers = vouchers;
        this.voiding = voiding;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "vouchers", summary = "Find vouchers by batch, state and last symbols; newest first")
    @APIResponse(responseCode = "200", description = "A page of vouchers")
    @APIResponse(responseCode = "400", description = "Not a batch, state, suffix, limit or cursor; or a state alone")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    public Uni<Page<VoucherView>> list(@BeanParam VoucherParameters search, @Valid @BeanParam PageRequest page) {
        return vouchers.page(search.search(), page, clock.instant()).map(found -> found.map(VoucherView::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
    @Operation(
            operationId = "voucher",
            summary = "A voucher",
            description = "Operators see all of them, customers those that they have used.")
    @APIResponse(responseCode = "200", description = "The voucher")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Another program")
    @APIResponse(responseCode = "404", description = "There is no such voucher, or it is somebody else's")
    public Uni<VoucherView> get(@PathParam("id") UUID id) {
        return vouchers.byId(id, clock.instant())
                .map(voucher -> voucher == null || !isVisible(voucher) ? null : voucher)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(VoucherProblem.UNKNOWN_VOUCHER, "No voucher has this id"))
                .map(VoucherView::of);
    }

    private boolean isVisible(Voucher voucher) {
        return caller.has(Roles.OPERATOR)
                || caller.has(Roles.ADMIN)
                || caller.id().equals(voucher.activatedBy());
    }

    @POST
    @Path("/{id}/void")
    @Operation(
            operationId = "voidVoucher",
            summary = "Make a voucher worthless that nobody has used",
            description = "If it has been voided before, it stays as it is.")
    @APIResponse(responseCode = "200", description = "The voucher, worthless")
    @APIResponse(responseCode = "400", description = "No reason")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such voucher")
    @APIResponse(responseCode = "409", description = "The voucher has been used")
    @APIResponse(responseCode = "410", description = "The voucher has expired")
    public Uni<VoucherView> voidVoucher(@PathParam("id") UUID id, @Valid @NotNull VoidRequest request) {
        return voiding.voidVoucher(id, caller.id(), request.reason()).map(VoucherView::of);
    }
}
