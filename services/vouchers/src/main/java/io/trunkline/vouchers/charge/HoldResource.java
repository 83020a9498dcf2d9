package io.trunkline.vouchers.charge;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.ledger.Booked;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import io.trunkline.vouchers.ledger.Booking;
import io.trunkline.vouchers.ledger.Books;
import io.trunkline.vouchers.ledger.EntryKind;
import io.trunkline.vouchers.ledger.HoldRepository;
import io.trunkline.vouchers.ledger.HoldRepository.Held;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/holds}: credit that is kept for what is going on, such as a call. */
@Path("/v1/holds")
@Tag(name = "Charges")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.SERVICE, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class HoldResource {

    private static final String SORT = "hold";

    private final Books books;
    private final HoldRepository holds;
    private final Ids ids;
    private final Caller caller;
    private final Clock clock;

    HoldResource(Books books, HoldRepository holds, Ids ids, Caller caller, Clock clock) {
        this.books = books;
        this.holds = holds;
        this.ids = ids;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "hold",
            summary = "Hold credit, or let a hold grow",
            description =
                    "Nothing else can spend it until it is captured or released, or its time is over. Asked again "
                            + "with the same reference the hold grows to the amount, and lasts longer; it never shrinks.")
    @APIResponseSchema(value = BookingView.class, responseCode = "201", responseDescription = "It is held")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "402", description = "There is not enough credit; what was held before still is")
    @APIResponse(responseCode = "403", description = "Needs the role service or admin")
    @APIResponse(responseCode = "409", description = "The hold of that reference is settled")
    public Uni<BookingView> hold(@Valid @NotNull HoldRequest request) {
        References.requirePositive(request.amount());
        boolean partly = Boolean.TRUE.equals(request.partly());
        Booking hold = new Booking.Hold(
                ids.next(),
                request.account(),
                request.amount(),
                References.source(SORT, caller.id(), request.reference()),
                clock.instant().plus(request.ttl()).truncatedTo(ChronoUnit.MICROS),
                partly);
        return books.book(hold).invoke(booked -> requireHeld(booked, partly)).map(BookingView::of);
    }

    private static void requireHeld(Booked booked, boolean partly) {
        boolean nothing = booked.amount().minor() == 0;
        if (booked.outcome() == Outcome.INSUFFICIENT && (!partly || nothing)) {
            throw new Refused(ChargeProblem.INSUFFICIENT_CREDIT, booked.available() + " can be held");
        }
        if (booked.outcome() == Outcome.NOTHING_THERE) {
            throw settled();
        }
    }

    private static Refused settled() {
        return new Refused(ChargeProblem.HOLD_SETTLED, "It was captured or released, or its time was over");
    }

    @POST
    @Path("/{id}/capture")
    @Operation(
            operationId = "capture",
            summary = "Charge what was used of a hold, and give back the rest",
            description =
                    "It has been used already: if it is more than there is, what there is is charged, and the rest "
                            + "is reported.")
    @APIResponseSchema(value = CaptureView.class, responseCode = "200", responseDescription = "It is charged")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role service or admin")
    @APIResponse(responseCode = "404", description = "There is no such hold of yours")
    @APIResponse(responseCode = "409", description = "It was released, or its time was over")
    public Uni<CaptureView> capture(@PathParam("id") UUID id, @Valid @NotNull CaptureRequest request) {
        return mine(id).invoke(hold -> requireUsable(hold, request.amount()))
                .chain(hold -> books.book(usage(hold, request.amount())))
                .map(booked -> CaptureView.of(booked, request.amount()));
    }

    private static void requireUsable(Held hold, Money amount) {
        if (amount.minor() < 0) {
            throw Refused.invalid("amount", "must not be less than nothing");
        }
        if (!amount.currency().equals(hold.currency())) {
            throw Refused.invalid("amount", "must be in " + hold.currency());
        }
        if (hold.isGivenBack()) {
            throw settled();
        }
    }

    private Booking usage(Held hold, Money amount) {
        return new Booking.Usage(
                ids.next(), hold.account(), amount, EntryKind.CHARGE, "capture:" + hold.id(), hold.id());
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "release", summary = "Give back what is held")
    @APIResponse(responseCode = "204", description = "Nothing is held any more")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role service or admin")
    @APIResponse(responseCode = "404", description = "There is no such hold of yours")
    public Uni<Void> release(@PathParam("id") UUID id) {
        return mine(id).chain(hold -> books.book(new Booking.Release(id, hold.account(), hold.currency(), false)))
                .replaceWithVoid();
    }

    private Uni<Held> mine(UUID id) {
        return holds.byId(id, References.source(SORT, caller.id(), ""))
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(KitProblem.NOT_FOUND, "There is no such hold"));
    }
}
