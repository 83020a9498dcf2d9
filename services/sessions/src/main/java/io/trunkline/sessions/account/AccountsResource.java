package io.trunkline.sessions.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.phone.PhoneNumbers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/accounts")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Accounts", description = "Everybody's accounts, for administrators")
@SecurityRequirement(name = "bearer")
class AccountsResource {

    private final AccountAdministration accounts;
    private final Accounts naming;
    private final Caller caller;

    AccountsResource(AccountAdministration accounts, Accounts naming, Caller caller) {
        this.accounts = accounts;
        this.naming = naming;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List accounts", description = "Newest first, or the one of a phone number.")
    @APIResponse(responseCode = "200", description = "A page of accounts")
    @APIResponse(responseCode = "400", description = "The phone, the limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Uni<Page<AccountView>> list(
            @Valid @BeanParam PageRequest page,
            @Parameter(description = "Only the account of this number", example = "+447700900123")
                    @QueryParam("phone")
                    @Nullable
                    String phone) {
        return accounts.list(phone == null ? null : phoneOf(phone), page).map(found -> found.map(AccountView::of));
    }

    /** A plus sign that was not escaped arrives as a space. */
    private E164 phoneOf(String parameter) {
        String text = parameter.startsWith(" ") ? "+" + parameter.strip() : parameter;
        return PhoneNumbers.parse(text, naming.region(), "phone");
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read an account")
    @APIResponse(responseCode = "200", description = "The account")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    public Uni<AccountView> get(@PathParam("id") UUID id) {
        return accounts.get(id).map(AccountView::of);
    }

    @PUT
    @Path("/{id}/roles")
    @Operation(
            summary = "Set the roles of an account",
            description = "A change signs the account out everywhere: its tokens carry the old roles.")
    @APIResponse(responseCode = "200", description = "The account after the change")
    @APIResponse(responseCode = "400", description = "A role is not known, or there is none")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "It is the last administrator, or deactivated")
    public Uni<AccountView> setRoles(@PathParam("id") UUID id, @Valid @NotNull AccountRequest.RolesOf request) {
        return accounts.setRoles(id, request.roles(), caller.account()).map(AccountView::of);
    }

    @POST
    @Path("/{id}/deactivation")
    @Operation(summary = "Deactivate an account", description = "For good; signs it out everywhere.")
    @APIResponse(responseCode = "200", description = "The account, deactivated now or before")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "It is the last administrator")
    public Uni<AccountView> deactivate(@PathParam("id") UUID id) {
        return accounts.deactivate(id, caller.account()).map(AccountView::of);
    }
}
