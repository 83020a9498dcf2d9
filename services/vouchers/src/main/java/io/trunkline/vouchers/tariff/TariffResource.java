package io.trunkline.vouchers.tariff;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.tariff.TariffView.VersionView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/tariffs}: what customers pay, for operators. */
@Path("/v1/tariffs")
@Tag(name = "Tariffs", description = "What customers pay, for operators")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class TariffResource {

    private static final String CSV = "text/csv";
    private static final int OK = 200;
    private static final int UNPROCESSABLE = 422;

    private final TariffService tariffs;
    private final ImportService imports;
    private final TariffRepository repository;
    private final RateRepository rates;
    private final Caller caller;

    TariffResource(
            TariffService tariffs,
            ImportService imports,
            TariffRepository repository,
            RateRepository rates,
            Caller caller) {
        this.tariffs = tariffs;
        this.imports = imports;
        this.repository = repository;
        this.rates = rates;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "createTariff",
            summary = "Make a tariff",
            description = "It has no prices before a version of it is published.")
    @APIResponse(
            responseCode = "201",
            description = "The tariff",
            content = @Content(schema = @Schema(implementation = TariffView.class)))
    @APIResponse(responseCode = "400", description = "Something of the tariff is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    public Uni<RestResponse<TariffView>> create(@Valid @NotNull TariffRequest request) {
        return tariffs.create(request, caller.id()).map(TariffView::of).map(view -> ResponseBuilder.<TariffView>created(
                        URI.create("/v1/tariffs/" + view.id()))
                .entity(view)
                .build());
    }

    @GET
    @Operation(operationId = "tariffs", summary = "All tariffs, newest first")
    @APIResponse(responseCode = "200", description = "A page of tariffs")
    @APIResponse(responseCode = "400", description = "Not a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    public Uni<Page<TariffView>> list(@Valid @BeanParam PageRequest page) {
        return repository.page(page).map(some -> some.map(TariffView::of));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "tariff", summary = "A tariff")
    @APIResponse(responseCode = "200", description = "The tariff")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such tariff")
    public Uni<TariffView> get(@PathParam("id") UUID id) {
        return tariffs.get(id).map(TariffView::of);
    }

    @PUT
    @Path("/{id}/default")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(204)
    @Operation(
            operationId = "makeDefaultTariff",
            summary = "Make it the default tariff of its currency",
            description = "It holds for accounts that have credit of its currency and no tariff of their own.")
    @APIResponse(responseCode = "204", description = "It is the default one")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such tariff")
    public Uni<Void> makeDefault(@PathParam("id") UUID id) {
        return tariffs.makeDefault(id);
    }

    @PUT
    @Path("/{id}/accounts/{account}")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(204)
    @Operation(operationId = "assignTariff", summary = "Let an account pay by this tariff")
    @APIResponse(responseCode = "204", description = "It does from now on")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such tariff")
    public Uni<Void> assign(@PathParam("id") UUID id, @PathParam("account") UUID account) {
        return tariffs.assign(id, account, caller.id());
    }

    @DELETE
    @Path("/{id}/accounts/{account}")
    @ResponseStatus(204)
    @Operation(operationId = "unassignTariff", summary = "Let an account pay by the default tariff again")
    @APIResponse(responseCode = "204", description = "It does not pay by this tariff")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    public Uni<Void> unassign(@PathParam("id") UUID id, @PathParam("account") UUID account) {
        return repository.unassign(id, account);
    }

    @POST
    @Path("/{id}/versions")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "draftTariffVersion", summary = "Begin a version, without rates")
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content = @Content(schema = @Schema(implementation = VersionView.class)))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such tariff")
    public Uni<RestResponse<VersionView>> draft(@PathParam("id") UUID id) {
        return tariffs.draft(id, caller.id()).map(VersionView::of).map(view -> ResponseBuilder.<VersionView>created(
                        URI.create("/v1/tariffs/" + id + "/versions/" + view.id()))
                .entity(view)
                .build());
    }

    @GET
    @Path("/{id}/versions")
    @Operation(operationId = "tariffVersions", summary = "The versions of a tariff, newest first")
    @APIResponse(responseCode = "200", description = "A page of versions")
    @APIResponse(responseCode = "400", description = "Not a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such tariff")
    public Uni<Page<VersionView>> versions(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page) {
        return tariffs.get(id).chain(() -> repository.versionsOf(id, page)).map(some -> some.map(VersionView::of));
    }

    @POST
    @Path("/{id}/versions/{version}/rates")
    @Consumes(CSV)
    @Blocking // A large file takes longer to read than the event loop may be kept.
    @Operation(
            operationId = "importRates",
            summary = "Add rates from a file to a draft",
            description =
                    "Changes nothing unless each line is acceptable, or `partial` is asked for. A file has at most as many "
                            + "bytes as a request may; a larger tariff comes in several files. A rate that repeats another "
                            + "one's prefix, hours and beginning is not acceptable.")
    @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class), example = """
                            prefix,destination,kind,access,setup_fee,per_minute,minimum_seconds,increment_seconds,per_segment,days,from,until
                            34,Spain,national-landline,charged,0.05,0.0125,60,60,,,,
                            346,Spain mobile,national-mobile,charged,0.05,0.08,30,6,0.055,mon-fri,08:00,20:00
                            34900,Freephone,special,free,,,,,,,,
                            """))
    @APIResponse(
            responseCode = "200",
            description = "What has been imported",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @APIResponse(responseCode = "400", description = "Not UTF-8")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such version")
    @APIResponse(responseCode = "409", description = "It has been published, or would have too many rates")
    @APIResponse(
            responseCode = "422",
            description = "Nothing has been imported, for these reasons",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    public Uni<RestResponse<ImportReport>> importRates(
            @PathParam("id") UUID id,
            @PathParam("version") UUID version,
            @QueryParam("partial")
                    @DefaultValue("false")
                    @Parameter(
                            description = "Take the lines that are acceptable",
                            schema = @Schema(enumeration = {"true", "false"}))
                    String partial,
            byte[] csv) {
        boolean isPartial = flag("partial", partial);
        return imports.add(id, version, RateFile.read(csv), isPartial)
                .map(report -> ResponseBuilder.<ImportReport>create(isPartial || report.isClean() ? OK : UNPROCESSABLE)
                        .entity(report)
                        .build());
    }

    private static boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refused.invalid(name, "must be true or false");
        };
    }

    @GET
    @Path("/{id}/versions/{version}/rates")
    @Operation(operationId = "rates", summary = "The rates of a version, in the order of their import")
    @APIResponse(responseCode = "200", description = "A page of rates")
    @APIResponse(responseCode = "400", description = "Not a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such version")
    public Uni<Page<RateView>> rates(
            @PathParam("id") UUID id, @PathParam("version") UUID version, @Valid @BeanParam PageRequest page) {
        return tariffs.version(id, version)
                .chain(() -> rates.page(version, page))
                .map(some -> some.map(RateView::of));
    }

    @POST
    @Path("/{id}/versions/{version}/publication")
    @Operation(
            operationId = "publishTariffVersion",
            summary = "Publish a version",
            description =
                    "From its moment on it holds, until that of the next one. It cannot be taken back: publish another.")
    @APIResponse(responseCode = "200", description = "The published version")
    @APIResponse(responseCode = "400", description = "Not a moment at which it can begin")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such version")
    @APIResponse(
            responseCode = "409",
            description =
                    "Published already, without rates, too large for the memory of replicas, or another begins then")
    public Uni<VersionView> publish(
            @PathParam("id") UUID id, @PathParam("version") UUID version, @Valid @NotNull PublicationRequest request) {
        return tariffs.publish(id, version, request.validFrom()).map(VersionView::of);
    }
}
