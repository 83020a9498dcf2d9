package io.trunkline.sessions.signup;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.sessions.account.AccountView;
import io.trunkline.sessions.account.Accounts;
import io.trunkline.sessions.address.IncomingRequest;
import io.trunkline.sessions.code.CodeConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/sign-ups")
@PermitAll
@Tag(name = "Signing up")
class SignUpResource {

    private static final URI ACCOUNT = URI.create("/v1/account");

    private final SignUps signUps;
    private final Confirmations confirmations;
    private final Accounts accounts;
    private final CodeConfig codes;
    private final IncomingRequest request;

    SignUpResource(
            SignUps signUps,
            Confirmations confirmations,
            Accounts accounts,
            CodeConfig codes,
            IncomingRequest request) {
        this.signUps = signUps;
        this.confirmations = confirmations;
        this.accounts = accounts;
        this.codes = codes;
        this.request = request;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            summary = "Begin to sign up",
            description = "A code goes to the phone by SMS. The answer does not tell whether the phone has an account.")
    @APIResponse(responseCode = "202", description = "A message is on its way")
    @APIResponse(responseCode = "400", description = "Something in the body is not acceptable")
    @APIResponse(
            responseCode = "429",
            description = "Too many codes for this phone or from this address; see Retry-After")
    @APIResponse(responseCode = "503", description = "Too much to do at this moment; see Retry-After")
    public Uni<SignUpView> begin(@Valid @NotNull SignUpRequest wanted) {
        E164 phone = PhoneNumbers.parse(wanted.phone(), accounts.region(), "phone");
        return signUps.begin(phone, wanted.name(), wanted.password(), request.network())
                .map(signUp -> SignUpView.of(signUp, codes.lifetime(), codes.resendAfter()));
    }

    @POST
    @Path("/{id}/confirmation")
    @Operation(summary = "Prove the phone", description = "The account exists from now on: sign in at /oauth2/token.")
    @APIResponse(responseCode = "201", description = "The account")
    @APIResponse(responseCode = "400", description = "A code has six digits")
    @APIResponse(responseCode = "404", description = "There is no such sign-up")
    @APIResponse(responseCode = "409", description = "The phone has got an account meanwhile")
    @APIResponse(responseCode = "410", description = "Expired, confirmed before, or too many wrong codes")
    @APIResponse(responseCode = "422", description = "The code is wrong")
    public Uni<RestResponse<AccountView>> confirm(
            @PathParam("id") UUID id, @Valid @NotNull SignUpRequest.Confirmation confirmation) {
        return confirmations
                .confirm(id, confirmation.code())
                .map(account -> RestResponse.ResponseBuilder.<AccountView>created(ACCOUNT)
                        .entity(AccountView.of(account))
                        .build());
    }
}
