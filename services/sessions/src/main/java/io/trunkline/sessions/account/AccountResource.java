package io.trunkline.sessions.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.sessions.address.IncomingRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/account")
@RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
@Tag(name = "Account", description = "The caller's own account")
@SecurityRequirement(name = "bearer")
class AccountResource {

    private final AccountService accounts;
    private final Caller caller;
    private final IncomingRequest request;

    AccountResource(AccountService accounts, Caller caller, IncomingRequest request) {
        this.accounts = accounts;
        this.caller = caller;
        this.request = request;
    }

    @GET
    @Operation(summary = "Read the own account")
    @APIResponse(responseCode = "200", description = "The account")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is a program")
    public Uni<AccountView> get() {
        return accounts.own(caller.account()).map(AccountView::of);
    }

    @PATCH
    @Operation(summary = "Change name or language")
    @APIResponse(responseCode = "200", description = "The account after the change")
    @APIResponse(responseCode = "400", description = "Something in the body is not acceptable")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is a program")
    public Uni<AccountView> update(@Valid @NotNull AccountRequest.Change change) {
        return accounts.update(caller.account(), change.name(), change.canonicalLanguage())
                .map(AccountView::of);
    }

    @PUT
    @Path("/password")
    @Operation(summary = "Set the password", description = "Signs every other device of the account out.")
    @APIResponse(responseCode = "204", description = "It is set")
    @APIResponse(
            responseCode = "400",
            description = "The new password is not acceptable, or the current one is missing")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is a program")
    @APIResponse(responseCode = "409", description = "The account has changed meanwhile")
    @APIResponse(responseCode = "422", description = "The current password is wrong")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords; see Retry-After")
    @APIResponse(responseCode = "503", description = "Too much to do at this moment; see Retry-After")
    public Uni<Void> changePassword(@Valid @NotNull AccountRequest.Password change) {
        return accounts.changePassword(
                caller.account(), caller.session(), change.current(), change.password(), request.network());
    }
}
