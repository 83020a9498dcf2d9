package io.trunkline.vouchers.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/balance} and {@code /v1/ledger-entries}: the caller's own money. */
@Path("/v1")
@Tag(name = "Balance", description = "Prepaid credit and what changed it")
@SecurityRequirement(name = "bearer")
@RolesAllowed(Roles.USER)
@Produces(MediaType.APPLICATION_JSON)
class LedgerResource {

    private final LedgerRepository ledger;
    private final Caller caller;

    LedgerResource(LedgerRepository ledger, Caller caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    @GET
    @Path("/balance")
    @Operation(operationId = "balance", summary = "What the caller may spend")
    @APIResponse(responseCode = "200", description = "One balance for each currency")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    public Uni<BalanceView> balance() {
        return ledger.balancesOf(caller.account()).map(BalanceView::new);
    }

    @GET
    @Path("/ledger-entries")
    @Operation(operationId = "ledgerEntries", summary = "What has changed the caller's balances, newest first")
    @APIResponse(responseCode = "200", description = "A page of entries")
    @APIResponse(responseCode = "400", description = "Not a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    public Uni<Page<LedgerEntryView>> entries(@Valid @BeanParam PageRequest page) {
        return ledger.entriesOf(caller.account(), page).map(entries -> entries.map(LedgerEntryView::of));
    }
}
