package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestMulti;

/** {@code /v1/voucher-batches/{id}/export}: batches of any size, encrypted for a print shop. */
@Path("/v1/voucher-batches/{id}/export")
@Tag(name = "Voucher batches", description = "Series of vouchers, for operators")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ExportResource {

    private static final String ZIP = "application/zip";

    private final ExportService exports;
    private final ExportFile file;
    private final Caller caller;

    ExportResource(ExportService exports, ExportFile file, Caller caller) {
        this.exports = exports;
        this.file = file;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            operationId = "exportVoucherBatch",
            summary = "Issue a batch in the background, encrypted for a print shop",
            description =
                    "Makes the codes of a draft and encrypts them to an OpenPGP key, ten thousand at a time. Nobody but "
                            + "the holder of the private key can read the file, so it can be fetched as often as one likes. "
                            + "Asking again with the same key changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Codes are being made",
            content = @Content(schema = @Schema(implementation = ExportView.class)))
    @APIResponse(responseCode = "400", description = "Not a public key that one can encrypt to")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such batch")
    @APIResponse(responseCode = "409", description = "The batch has been issued another way, or has been voided")
    @APIResponse(responseCode = "410", description = "The batch expired as a draft")
    public Uni<ExportView> start(@PathParam("id") UUID id, @Valid @NotNull ExportRequest request) {
        return exports.start(id, request.publicKey(), caller.id()).map(ExportView::of);
    }

    @GET
    @Operation(operationId = "voucherBatchExport", summary = "How far the export of a batch is")
    @APIResponse(responseCode = "200", description = "The export")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such batch, or it is not exported")
    public Uni<ExportView> get(@PathParam("id") UUID id) {
        return exports.of(id).map(ExportView::of);
    }

    @GET
    @Path("/file")
    @Produces(ZIP)
    @Operation(
            operationId = "voucherBatchExportFile",
            summary = "The encrypted codes of a batch",
            description =
                    "An archive of OpenPGP messages, each with the CSV of up to ten thousand codes in the order of "
                            + "their names. `gpg --decrypt-files *.pgp` reads them; the first has the header line.")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content = @Content(mediaType = ZIP, schema = @Schema(implementation = String.class, format = "binary")))
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such batch, or it is not exported")
    @APIResponse(responseCode = "409", description = "Codes are still being made; Retry-After tells when to come back")
    @APIResponse(responseCode = "410", description = "The file was kept long enough, and has been deleted")
    public RestMulti<byte[]> file(@PathParam("id") UUID id) {
        return RestMulti.fromUniResponse(exports.ready(id), file::zip, export -> headers(export.batchId()));
    }

    private static Map<String, List<String>> headers(UUID batch) {
        return Map.of(
                HttpHeaders.CONTENT_DISPOSITION,
                List.of("attachment; filename=\"voucher-batch-" + batch + ".zip\""),
                HttpHeaders.CACHE_CONTROL,
                List.of("no-store"));
    }
}
