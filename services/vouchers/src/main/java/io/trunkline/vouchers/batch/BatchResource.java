package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.voucher.VoidRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** {@code /v1/voucher-batches}: series of vouchers, for operators. */
@Path("/v1/voucher-batches")
@Tag(name = "Voucher batches", description = "Series of vouchers, for operators")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class BatchResource {

    private static final String CSV = "text/csv";
    private static final String PDF = "application/pdf";

    private final DraftService drafts;
    private final BatchService batches;
    private final BatchRepository repository;
    private final Caller caller;
    private final Clock clock;

    BatchResource(DraftService drafts, BatchService batches, BatchRepository repository, Caller caller, Clock clock) {
        this.drafts = drafts;
        this.batches = batches;
        this.repository = repository;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Operation(
            operationId = "draftVoucherBatch",
            summary = "Draft a batch",
            description = "Takes down what the batch is to be. No codes exist before it is issued.")
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content = @Content(schema = @Schema(implementation = BatchView.class)),
            headers =
                    @Header(
                            name = "Location",
                            description = "The batch",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "Something of the batch is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another batch")
    public Uni<RestResponse<BatchView>> draft(
            @Valid @NotNull BatchRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once")
                    @Nullable
                    String idempotencyKey) {
        return drafts.draft(request, caller.id(), idempotencyKey)
                .map(BatchView::of)
                .map(view -> ResponseBuilder.<BatchView>created(URI.create("/v1/voucher-batches/" + view.id()))
                        .entity(view)
                        .build());
    }

    @POST
    @Path("/{id}/codes")
    @Consumes(MediaType.WILDCARD)
    @Produces(CSV)
    @Operation(
            operationId = "issueVoucherBatch",
            summary = "Issue a batch of up to 10,000: make its codes and get them, once",
            description =
                    "The codes are kept as keyed hashes only, so this answer is the only place where they ever stand. "
                            + "If it is lost on the way, void the batch and draft a new one.")
    @APIResponse(
            responseCode = "200",
            description = "One line for each code, under a header line",
            content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class), example = """
                                    serial,code,credit,currency,vendor,bulk_number,expires_at\r
                                    1,7M2K-90XD-QRTB-44VF-1ZHW,5.00,EUR,Corner shop,2026-07/A,2027-12-31T23:00:00Z\r
                                    """))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such batch")
    @APIResponse(
            responseCode = "409",
            description = "The codes have been handed out, are too many to be shown, or the batch has been voided")
    @APIResponse(responseCode = "410", description = "The batch expired as a draft")
    public Uni<RestResponse<String>> issue(@PathParam("id") UUID id) {
        return batches.issue(id).map(csv -> ResponseBuilder.ok(csv, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"voucher-batch-" + id + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }

    @POST
    @Path("/{id}/cards")
    @Produces(PDF)
    @Operation(
            operationId = "issueVoucherBatchAsCards",
            summary = "Issue a batch of up to 10,000 as cards to be cut out, once",
            description =
                    "Pages of A4. Each card has a title, a logo, a text, and its code in letters and as a QR code. Like "
                            + "the list of codes this answer is the only place where they ever stand.")
    @APIResponse(
            responseCode = "200",
            description = "The cards",
            content = @Content(mediaType = PDF, schema = @Schema(implementation = String.class, format = "binary")))
    @APIResponse(responseCode = "400", description = "Something of the design is not acceptable; no codes were made")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such batch")
    @APIResponse(
            responseCode = "409",
            description = "The codes have been handed out, are too many to be shown, or the batch has been voided")
    @APIResponse(responseCode = "410", description = "The batch expired as a draft")
    public Uni<RestResponse<byte[]>> issueCards(@PathParam("id") UUID id, @Valid @NotNull CardRequest request) {
        return batches.issueCards(id, request).map(pdf -> ResponseBuilder.ok(pdf, PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"voucher-batch-" + id + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }

    @GET
    @Operation(operationId = "voucherBatches", summary = "All batches, newest first")
    @APIResponse(responseCode = "200", description = "A page of batches")
    @APIResponse(responseCode = "400", description = "Not a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    public Uni<Page<BatchView>> list(@Valid @BeanParam PageRequest page) {
        return repository.page(page).map(batches -> batches.map(BatchView::of));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "voucherBatch", summary = "A batch, and how its vouchers stand")
    @APIResponse(responseCode = "200", description = "The batch")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such batch")
    public Uni<BatchView> get(@PathParam("id") UUID id) {
        return repository
                .byId(id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(BatchProblem.UNKNOWN_BATCH, "No batch has this id"))
                .chain(this::withStanding);
    }

    private Uni<BatchView> withStanding(Batch batch) {
        return repository.standingOf(batch, clock.instant()).map(standing -> BatchView.of(batch, standing));
    }

    @POST
    @Path("/{id}/void")
    @Operation(
            operationId = "voidVoucherBatch",
            summary = "Make the vouchers of a batch worthless that nobody has used",
            description =
                    "The remedy for a list that was lost or stolen. From the answer on none of them can be used; used "
                            + "ones keep their credit. A draft is not issued any more. If the batch has been voided before, it stays "
                            + "as it is.")
    @APIResponse(responseCode = "200", description = "The batch, and how its vouchers stand")
    @APIResponse(responseCode = "400", description = "No reason")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such batch")
    @APIResponse(responseCode = "409", description = "Its codes are being made")
    @APIResponse(responseCode = "410", description = "The batch has expired")
    public Uni<BatchView> voidBatch(@PathParam("id") UUID id, @Valid @NotNull VoidRequest request) {
        return batches.voidBatch(id, caller.id(), request.reason()).chain(this::withStanding);
    }
}
