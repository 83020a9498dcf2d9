package io.trunkline.vouchers.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.vouchers.account.AccountFilter;
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

/** {@code /v1/balance} and {@code /v1/ledger-entries}: the caller's own money, and that of anybody for operators. */
@Path("/v1")
@Tag(name = "Balance", description = "Prepaid credit and what changed it")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
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
    @Operation(operationId = "balance", summary = "What an account may spend: the caller's own, or any for operators")
    @APIResponse(responseCode = "200", description = "One balance for each currency")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "400", description = "Not the id of an account")
    @APIResponse(responseCode = "403", description = "Somebody else's account, or not signed in as a person")
    public Uni<BalanceView> balance(@BeanParam AccountFilter whose) {
        return ledger.balancesOf(whose.orOwn(caller)).map(BalanceView::of);
    }

    @GET
    @Path("/ledger-entries")
    @Operation(operationId = "ledgerEntries", summary = "What has changed an account's balances, newest first")
    @APIResponse(responseCode = "200", description = "A page of entries")
    @APIResponse(responseCode = "400", description = "Not an account, a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Somebody else's account, or not signed in as a person")
    public Uni<Page<LedgerEntryView>> entries(@BeanParam AccountFilter whose, @Valid @BeanParam PageRequest page) {
        return ledger.entriesOf(whose.orOwn(caller), page).map(entries -> entries.map(LedgerEntryView::of));
    }
}
