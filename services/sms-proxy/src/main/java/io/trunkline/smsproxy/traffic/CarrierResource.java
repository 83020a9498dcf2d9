package io.trunkline.smsproxy.traffic;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.carrier.CarrierAccount;
import io.trunkline.smsproxy.carrier.Carriers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/carriers}: the accounts of the settings, by which numbers send. */
@Path("/v1/carriers")
@Tag(name = "Carriers", description = "The accounts at carriers by which numbers send; they are made in the settings")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
class CarrierResource {

    private final Carriers carriers;
    private final SendBacklog backlog;

    CarrierResource(Carriers carriers, SendBacklog backlog) {
        this.carriers = carriers;
        this.backlog = backlog;
    }

    @GET
    @Operation(operationId = "listCarriers", summary = "List the carrier accounts, and what waits for them")
    @APIResponse(responseCode = "200", description = "All of them, by name")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<CarriersView> list() {
        return views(List.copyOf(carriers.all())).map(CarriersView::new);
    }

    private Uni<List<CarrierView>> views(List<CarrierAccount> accounts) {
        return backlog.of(accounts.stream().map(CarrierAccount::name).toList())
                .map(waiting -> IntStream.range(0, accounts.size())
                        .mapToObj(i -> CarrierView.of(accounts.get(i), waiting.get(i)))
                        .toList());
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getCarrier", summary = "Read a carrier account, and what waits for it")
    @APIResponseSchema(value = CarrierView.class, responseCode = "200", responseDescription = "The account")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "There is no such account")
    public Uni<CarrierView> get(@PathParam("name") String name) {
        CarrierAccount account = carriers.named(name);
        if (account == null) {
            throw new Refused(KitProblem.NOT_FOUND, "There is no such carrier account");
        }
        return views(List.of(account)).map(List::getFirst);
    }

    /** All accounts. */
    record CarriersView(List<CarrierView> items) {}
}
