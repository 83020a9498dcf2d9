package io.trunkline.sessions.code;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.sessions.account.Accounts;
import io.trunkline.sessions.address.IncomingRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/one-time-codes")
@PermitAll
@Tag(name = "Signing in")
class CodeResource {

    private final SignInCodes codes;
    private final Accounts accounts;
    private final IncomingRequest request;

    CodeResource(SignInCodes codes, Accounts accounts, IncomingRequest request) {
        this.codes = codes;
        this.accounts = accounts;
        this.request = request;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            summary = "Ask for a code to sign in with",
            description = "It goes out by SMS, and is then sent to /oauth2/token. The answer does not tell whether the"
                    + " phone has an account. A code makes the one before worthless.")
    @APIResponse(responseCode = "202", description = "A code is on its way, if the phone has an account")
    @APIResponse(responseCode = "400", description = "This is no phone number")
    @APIResponse(
            responseCode = "429",
            description = "Too many codes for this phone or from this address; see Retry-After")
    public Uni<CodeView> send(@Valid @NotNull CodeRequest wanted) {
        return codes.send(PhoneNumbers.parse(wanted.phone(), accounts.region(), "phone"), request.network())
                .map(CodeView::of);
    }
}
