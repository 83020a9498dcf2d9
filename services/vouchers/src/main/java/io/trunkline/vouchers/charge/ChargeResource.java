package io.trunkline.vouchers.charge;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.ledger.Booked;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import io.trunkline.vouchers.ledger.Booking;
import io.trunkline.vouchers.ledger.Books;
import io.trunkline.vouchers.ledger.EntryKind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/charges}: credit that is taken for something. */
@Path("/v1/charges")
@Tag(name = "Charges", description = "What is taken from prepaid credit, and held of it")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.SERVICE, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ChargeResource {

    private final Books books;
    private final Ids ids;
    private final Caller caller;

    ChargeResource(Books books, Ids ids, Caller caller) {
        this.books = books;
        this.ids = ids;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "charge",
            summary = "Take credit from an account: all of it, or nothing",
            description =
                    "What runs out first is spent first. A repeat with the same reference gets the first answer's entry.")
    @APIResponseSchema(value = BookingView.class, responseCode = "201", responseDescription = "It is booked")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "402", description = "There is not enough credit")
    @APIResponse(responseCode = "403", description = "Needs the role service or admin")
    @APIResponse(responseCode = "422", description = "The reference was used for another amount")
    public Uni<BookingView> charge(@Valid @NotNull ChargeRequest request) {
        References.requirePositive(request.amount());
        Booking debit = new Booking.Debit(
                ids.next(),
                request.account(),
                request.amount(),
                EntryKind.CHARGE,
                References.source("charge", caller.id(), request.reference()),
                null,
                null);
        return books.book(debit)
                .invoke(ChargeResource::requireCredit)
                .invoke(booked -> References.requireSame(booked, request.amount()))
                .map(BookingView::of);
    }

    private static void requireCredit(Booked booked) {
        if (booked.outcome() == Outcome.INSUFFICIENT) {
            throw new Refused(ChargeProblem.INSUFFICIENT_CREDIT, booked.available() + " can be spent");
        }
    }
}
