package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.trunkline.events.Money;
import io.trunkline.kit.address.ClientAddresses;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.account.AccountFilter;
import io.vertx.core.http.HttpServerRequest;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** {@code /v1/payments}: money to one's own balance, and its way back. */
@Path("/v1/payments")
@Tag(name = "Payments", description = "Money to one's own balance, and its way back")
@SecurityRequirement(name = "bearer")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class PaymentResource {

    private static final String PDF = "application/pdf";
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final PaymentService payments;
    private final PaymentRepository repository;
    private final RefundService refunds;
    private final RefundRepository refundRepository;
    private final PaymentConfig config;
    private final ClientAddresses addresses;
    private final Caller caller;

    PaymentResource(
            PaymentService payments,
            PaymentRepository repository,
            RefundService refunds,
            RefundRepository refundRepository,
            PaymentConfig config,
            ClientAddresses addresses,
            Caller caller) {
        this.payments = payments;
        this.repository = repository;
        this.refunds = refunds;
        this.refundRepository = refundRepository;
        this.config = config;
        this.addresses = addresses;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.USER)
    @Operation(
            operationId = "pay",
            summary = "Begin a payment to the caller's own balance",
            description =
                    "The answer says where the payer pays. The credit is there as soon as the provider has confirmed the money "
                            + "to us, by itself or because it was asked; what the payer's browser says counts for nothing.")
    @APIResponse(
            responseCode = "201",
            description = "The payment; of a repeat, as it stands now",
            content = @Content(schema = @Schema(implementation = PaymentView.class)),
            headers =
                    @Header(
                            name = "Location",
                            description = "The payment",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "The amount or the provider is not acceptable, or there is no key")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(responseCode = "409", description = "Payments are not offered")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another payment")
    @APIResponse(responseCode = "502", description = "The provider does not take this payment")
    @APIResponse(responseCode = "503", description = "The provider can not be asked now; repeat it with the same key")
    public Uni<RestResponse<PaymentView>> pay(
            @Valid @NotNull PaymentRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once", required = true)
                    @Nullable
                    String idempotencyKey) {
        return payments.create(request.by(caller.account()), required(idempotencyKey))
                .chain(payment -> request.wantsPage()
                        ? payments.openPage(payment)
                        : Uni.createFrom().item(payment))
                .map(PaymentView::of)
                .map(view -> ResponseBuilder.<PaymentView>created(URI.create("/v1/payments/" + view.id()))
                        .entity(view)
                        .build());
    }

    private static String required(@Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            throw new Refused(KitProblem.MALFORMED_REQUEST, "Money needs an Idempotency-Key");
        }
        return idempotencyKey;
    }

    @POST
    @Path("/{id}/wallet")
    @RolesAllowed(Roles.USER)
    @Operation(
            operationId = "payByWallet",
            summary = "Pay with Google Pay",
            description = "For a payment that was begun with the method `wallet`. The amount is the payment's.")
    @APIResponseSchema(
            value = PaymentView.class,
            responseCode = "200",
            responseDescription = "The payment as the bank says it stands")
    @APIResponse(responseCode = "400", description = "Not a token")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "402", description = "The bank has refused it; the payment has failed")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(responseCode = "404", description = "There is no such payment of the caller's")
    @APIResponse(responseCode = "409", description = "The provider takes no wallets, or the payment has a page")
    @APIResponse(responseCode = "503", description = "The bank can not be asked now; repeat it")
    public Uni<PaymentView> payByWallet(
            @PathParam("id") UUID id, @Valid @NotNull WalletRequest request, @Context HttpServerRequest http) {
        String address = clientAddress(http);
        return payments.own(id, caller.account())
                .chain(payment -> payments.payByWallet(payment, request.token(), address))
                .map(PaymentView::of);
    }

    private String clientAddress(HttpServerRequest http) {
        InetAddress peer = InetAddress.ofLiteral(http.remoteAddress().hostAddress());
        return addresses.clientOf(peer, http.headers().getAll(FORWARDED_FOR)).getHostAddress();
    }

    @GET
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
    @Operation(operationId = "payments", summary = "The caller's payments, newest first; for operators everybody's")
    @APIResponse(responseCode = "200", description = "A page of payments")
    @APIResponse(responseCode = "400", description = "Not an account, a limit or a cursor of this list")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Somebody else's account, and neither operator nor admin")
    public Uni<Page<PaymentView>> list(@BeanParam AccountFilter whose, @Valid @BeanParam PageRequest page) {
        UUID account = isOperator() ? whose.orAll() : whose.orOwn(caller);
        return repository.page(account, page).map(some -> some.map(PaymentView::of));
    }

    private boolean isOperator() {
        return caller.has(Roles.OPERATOR) || caller.has(Roles.ADMIN);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
    @Operation(operationId = "payment", summary = "A payment")
    @APIResponse(responseCode = "200", description = "The payment")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(responseCode = "404", description = "There is no such payment of the caller's")
    public Uni<PaymentView> get(@PathParam("id") UUID id) {
        return visible(id).map(PaymentView::of);
    }

    private Uni<Payment> visible(UUID id) {
        return isOperator() ? payments.byId(id) : payments.own(id, caller.account());
    }

    @GET
    @Path("/{id}/receipt")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
    @Operation(operationId = "paymentReceipt", summary = "The receipt of a payment, as JSON or PDF")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ReceiptView.class)),
                @Content(mediaType = PDF, schema = @Schema(implementation = String.class, format = "binary"))
            })
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Not signed in as a person")
    @APIResponse(responseCode = "404", description = "There is no such payment of the caller's")
    @APIResponse(responseCode = "409", description = "It has not been paid")
    public Uni<ReceiptView> receipt(@PathParam("id") UUID id) {
        return visible(id).map(payment -> ReceiptView.of(payment, config.seller()));
    }

    @GET
    @Path("/{id}/receipt")
    @Produces(PDF)
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
    @Operation(hidden = true)
    public Uni<RestResponse<byte[]>> receiptAsPdf(@PathParam("id") UUID id) {
        return receipt(id).emitOn(Infrastructure.getDefaultWorkerPool()).map(receipt -> ResponseBuilder.ok(
                        new ReceiptSheet(receipt).pdf(), PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"receipt-" + id + ".pdf\"")
                .build());
    }

    @POST
    @Path("/{id}/refunds")
    @ResponseStatus(201)
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Operation(
            operationId = "refundPayment",
            summary = "Send a payment back, all of it or a part",
            description = "It is taken from the payer's credit first, so what has been spent can not go back.")
    @APIResponseSchema(
            value = RefundView.class,
            responseCode = "201",
            responseDescription = "The refund as it stands; it may be known only later whether it was carried out")
    @APIResponse(responseCode = "400", description = "The amount is not acceptable, or there is no key")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such payment")
    @APIResponse(
            responseCode = "409",
            description =
                    "It has not been paid, more would go back than was paid, the credit has been spent, or another refund "
                            + "is under way")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another refund")
    public Uni<RefundView> refund(
            @PathParam("id") UUID id,
            @Valid @NotNull RefundRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once", required = true)
                    @Nullable
                    String idempotencyKey) {
        String key = required(idempotencyKey);
        Money amount = request.amount();
        UUID operator = caller.id();
        return payments.byId(id)
                .chain(payment -> refunds.refund(payment.id(), amount, request.reason(), operator, key))
                .map(RefundView::of);
    }

    @GET
    @Path("/{id}/refunds")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Operation(operationId = "refunds", summary = "The refunds of a payment, oldest first")
    @APIResponse(responseCode = "200", description = "All of them")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Neither operator nor admin")
    @APIResponse(responseCode = "404", description = "There is no such payment")
    public Uni<List<RefundView>> refunds(@PathParam("id") UUID id) {
        return payments.byId(id)
                .chain(payment -> refundRepository.of(payment.id()))
                .map(some -> some.stream().map(RefundView::of).toList());
    }
}
