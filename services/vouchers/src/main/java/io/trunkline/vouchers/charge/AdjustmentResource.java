package io.trunkline.vouchers.charge;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.ledger.Booked;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/adjustments}: what operators book by hand, with their name and a reason. */
@Path("/v1/adjustments")
@Tag(name = "Charges")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AdjustmentResource {

    private final Books books;
    private final Ids ids;
    private final Caller caller;
    private final Clock clock;

    AdjustmentResource(Books books, Ids ids, Caller caller, Clock clock) {
        this.books = books;
        this.ids = ids;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "adjust",
            summary = "Give credit to an account, or take some away",
            description = "The journal keeps who did it, and why. No balance falls below what is held of it.")
    @APIResponseSchema(value = BookingView.class, responseCode = "201", responseDescription = "It is booked")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "402", description = "There is not as much to be taken away")
    @APIResponse(responseCode = "403", description = "Needs the role operator or admin")
    @APIResponse(responseCode = "409", description = "The balance would be more than can be counted")
    @APIResponse(responseCode = "422", description = "The reference was used for another amount")
    public Uni<BookingView> adjust(@Valid @NotNull AdjustmentRequest request) {
        Booking booking = booking(request, expiry(request.expiresAt()));
        return books.book(booking)
                .invoke(AdjustmentResource::requireDone)
                .invoke(booked -> References.requireSame(booked, absolute(request.amount())))
                .map(BookingView::of);
    }

    private @Nullable Instant expiry(@Nullable Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw Refused.invalid("expiresAt", "must be in the future");
        }
        return expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    private Booking booking(AdjustmentRequest request, @Nullable Instant expiresAt) {
        String source = References.source("adjustment", caller.id(), request.reference());
        Money amount = absolute(request.amount());
        References.requirePositive(amount);
        return request.amount().minor() > 0
                ? new Booking.Credit(
                        ids.next(),
                        request.account(),
                        amount,
                        EntryKind.ADJUSTMENT,
                        source,
                        expiresAt,
                        request.reason(),
                        caller.id())
                : new Booking.Debit(
                        ids.next(),
                        request.account(),
                        amount,
                        EntryKind.ADJUSTMENT,
                        source,
                        request.reason(),
                        caller.id());
    }

    private static Money absolute(Money amount) {
        if (amount.minor() == Long.MIN_VALUE) {
            throw Refused.invalid("amount", "is out of range");
        }
        return new Money(Math.abs(amount.minor()), amount.currency());
    }

    private static void requireDone(Booked booked) {
        switch (booked.outcome()) {
            case INSUFFICIENT ->
                throw new Refused(ChargeProblem.INSUFFICIENT_CREDIT, booked.available() + " can be taken away");
            case TOO_MUCH -> throw new Refused(ChargeProblem.BALANCE_TOO_HIGH, "It is " + booked.balance());
            case DONE, REPEATED, NOTHING_THERE -> {}
        }
    }
}
