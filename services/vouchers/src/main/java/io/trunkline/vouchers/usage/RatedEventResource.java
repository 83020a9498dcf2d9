package io.trunkline.vouchers.usage;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.account.AccountFilter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/rated-events}: what was used, and what became of it, for operators. */
@Path("/v1/rated-events")
@Tag(name = "Rated events", description = "Calls and messages that were rated, for operators")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class RatedEventResource {

    private final RatedEventRepository ratedEvents;

    RatedEventResource(RatedEventRepository ratedEvents) {
        this.ratedEvents = ratedEvents;
    }

    @GET
    @Operation(operationId = "ratedEvents", summary = "Calls and messages that were rated, newest first")
    @APIResponse(responseCode = "200", description = "A page of them")
    @APIResponse(responseCode = "400", description = "Not a filter, a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    public Uni<Page<RatedEventView>> list(
            @BeanParam AccountFilter whose,
            @QueryParam("refused")
                    @Parameter(
                            description = "Only those without a price, or only those with one",
                            schema = @Schema(enumeration = {"true", "false"}))
                    @Nullable
                    String refused,
            @QueryParam("uncollected")
                    @Parameter(
                            description =
                                    "Only those for which credit did not suffice, or only those that were paid in full",
                            schema = @Schema(enumeration = {"true", "false"}))
                    @Nullable
                    String uncollected,
            @Valid @BeanParam PageRequest page) {
        return ratedEvents
                .page(whose.orAll(), flag("refused", refused), flag("uncollected", uncollected), page)
                .map(some -> some.map(RatedEventView::of));
    }

    private static @Nullable Boolean flag(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw Refused.invalid(name, "must be true or false");
        }
        return text.equals("true");
    }
}
