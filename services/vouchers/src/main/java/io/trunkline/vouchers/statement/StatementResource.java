package io.trunkline.vouchers.statement;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.account.AccountFilter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Currency;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/statements/{currency}}: what has changed a balance in a period, to be kept or printed. */
@Path("/v1/statements/{currency}")
@Tag(name = "Balance")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
class StatementResource {

    private static final String CSV = "text/csv";
    private static final String PDF = "application/pdf";

    private final StatementRepository statements;
    private final Caller caller;

    StatementResource(StatementRepository statements, Caller caller) {
        this.statements = statements;
        this.caller = caller;
    }

    @GET
    @Produces(CSV)
    @Operation(
            operationId = "statement",
            summary = "What has changed a balance in a period, oldest first",
            description =
                    "As CSV, or as PDF if the request accepts that. At most 366 days, and 20,000 changes. Operators may "
                            + "ask for any account.")
    @APIResponse(
            responseCode = "200",
            description = "The statement",
            content = {
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class), example = """
                                    booked_at,kind,source,note,amount,balance,currency\r
                                    2026-11-21T12:00:00Z,voucher-activation,voucher:0199e3a0-5d3c-7b0a-9c1e-0d6f4b1a2c3d,,5.00,5.00,EUR\r
                                    """),
                @Content(mediaType = PDF, schema = @Schema(implementation = String.class, format = "binary"))
            })
    @APIResponse(responseCode = "400", description = "No period of at most 366 days, or it has too many changes")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Somebody else's account")
    public Uni<RestResponse<String>> csv(
            @PathParam("currency") @Schema(examples = "EUR") String currency,
            @BeanParam StatementRequest request,
            @BeanParam AccountFilter whose) {
        return statement(currency, request, whose)
                .map(statement -> answer(statement, CSV + ";charset=UTF-8", "csv", StatementCsv::of));
    }

    @GET
    @Produces(PDF)
    @Operation(hidden = true)
    public Uni<RestResponse<byte[]>> pdf(
            @PathParam("currency") String currency,
            @BeanParam StatementRequest request,
            @BeanParam AccountFilter whose) {
        return statement(currency, request, whose)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(statement -> answer(statement, PDF, "pdf", StatementPdf::of));
    }

    private Uni<Statement> statement(String currency, StatementRequest request, AccountFilter whose) {
        return statements.of(whose.orOwn(caller), currency(currency), request.period());
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException other) {
            throw Refused.invalid("currency", "must be a code of ISO 4217, such as EUR");
        }
    }

    private static <T> RestResponse<T> answer(
            Statement statement, String mediaType, String extension, Function<Statement, T> document) {
        String name = "statement-%s-%s-%s.%s"
                .formatted(
                        statement.closing().currencyCode(),
                        statement.period().first(),
                        statement.period().last(),
                        extension);
        return ResponseBuilder.ok(document.apply(statement), mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
