package io.trunkline.vouchers.proof;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/ledger/proof}: whether the journal is what was booked. */
@Path("/v1/ledger/proof")
@Tag(name = "Proof", description = "Whether the journal is what was booked")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class ProofResource {

    private final Proof proof;

    ProofResource(Proof proof) {
        this.proof = proof;
    }

    @GET
    @Operation(
            operationId = "ledgerProof",
            summary = "Go through the seals of the journal",
            description =
                    "Each second's entries are sealed by a hash that covers the seal before. This computes them anew from "
                            + "the journal; an entry that was changed, removed or slipped in later breaks its seal.")
    @APIResponseSchema(value = ProofView.class, responseCode = "200", responseDescription = "What it has shown")
    @APIResponse(responseCode = "400", description = "Not a number, or out of bounds")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator or admin")
    public Uni<ProofView> check(
            @QueryParam("after")
                    @DefaultValue("0")
                    @Min(0)
                    @Parameter(description = "Begin behind the seal of that number")
                    long after,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(1)
                    @Max(1000)
                    @Parameter(description = "Seals to go through, of up to 1,000 entries each")
                    int limit) {
        return proof.check(after, limit);
    }
}
