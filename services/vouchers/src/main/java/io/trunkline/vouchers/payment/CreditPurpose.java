package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.ledger.Booked;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import io.trunkline.vouchers.ledger.Booking;
import io.trunkline.vouchers.ledger.Books;
import io.trunkline.vouchers.ledger.EntryKind;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Credit on a balance: the payer's own, if nobody says otherwise. It does not run out. */
@ApplicationScoped
public class CreditPurpose implements PaymentPurpose {

    static final String NAME = "credit";

    /** Longer than any provider leaves a refund open; the end of the hold is only for what nobody settles any more. */
    private static final Duration LONGEST_REFUND = Duration.ofDays(90);

    private final Books books;
    private final Ids ids;

    protected CreditPurpose(Books books, Ids ids) {
        this.books = books;
        this.ids = ids;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Whose balance it is. */
    protected UUID account(Payment payment) {
        return payment.account();
    }

    @Override
    public Uni<Void> paid(SqlConnection transaction, Payment payment) {
        Booking credit = new Booking.Credit(
                ids.next(),
                account(payment),
                payment.amount(),
                EntryKind.PAYMENT,
                "payment:" + payment.id(),
                null,
                null,
                null);
        return book(transaction, credit)
                .invoke(booked -> require(Outcome.DONE, booked))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> setAside(SqlConnection transaction, Payment payment, Refund refund) {
        Booking hold = new Booking.Hold(
                refund.id(),
                account(payment),
                refund.amount(),
                source(refund),
                refund.requestedAt().plus(LONGEST_REFUND),
                false);
        return book(transaction, hold).invoke(CreditPurpose::requireThere).replaceWithVoid();
    }

    private static void requireThere(Booked booked) {
        if (booked.outcome() == Outcome.INSUFFICIENT) {
            throw new Refused(PaymentProblem.CREDIT_SPENT, booked.available() + " are left");
        }
        require(Outcome.DONE, booked);
    }

    @Override
    public Uni<Void> refunded(SqlConnection transaction, Payment payment, Refund refund) {
        Booking taken = new Booking.Usage(
                ids.next(), account(payment), refund.amount(), EntryKind.REFUND, source(refund), refund.id());
        return book(transaction, taken)
                .invoke(booked -> require(Outcome.DONE, booked))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> kept(SqlConnection transaction, Payment payment, Refund refund) {
        Booking release = new Booking.Release(
                refund.id(), account(payment), payment.amount().currency(), false);
        return book(transaction, release).replaceWithVoid();
    }

    private static String source(Refund refund) {
        return "refund:" + refund.id();
    }

    private Uni<Booked> book(SqlConnection transaction, Booking booking) {
        return books.book(transaction, List.of(booking)).map(List::getFirst);
    }

    /** The payment's row is locked and in the right state, so anything else is a bug; the transaction must not go through. */
    private static void require(Outcome outcome, Booked booked) {
        if (booked.outcome() != outcome) {
            throw new IllegalStateException("Not booked: " + booked.outcome());
        }
    }
}
