package io.trunkline.vouchers.ledger;

import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Together;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The books of many accounts, in the database. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class BooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Books books;

    @Inject
    Database database;

    private final Customer customer = anybody();

    @Test
    void aVoucherIsSpentUntilNothingIsLeft() {
        UUID voucher = customer.activate(anyOperator().codes(1, "5.00", "EUR").getFirst())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("voucherId");

        assertThat(debit(200, "one").balance()).isEqualTo(euros(300));
        assertThat(remaining(voucher)).isEqualTo(300);
        assertThat(debit(301, "two").outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(debit(300, "three").outcome()).isEqualTo(Outcome.DONE);

        assertThat(remaining(voucher)).isZero();
        assertRight();
        Topics.await(
                Topic.VOUCHERS_VOUCHER,
                event -> event instanceof VoucherEvent.Depleted told
                        && told.voucherId().equals(voucher));
        Topics.await(
                Topic.VOUCHERS_BALANCE,
                event -> event instanceof BalanceEvent.Depleted told
                        && told.accountId().equals(customer.account()));
    }

    @Test
    void ofManyOnOneAccountEachHasItsEntryAndItsAnswer() {
        credit(1_000, "payment:" + UUID.randomUUID());

        List<Booked> answers =
                Together.call(64, client -> IntStream.range(0, 4)
                                .mapToObj(i -> debit(7, client + "/" + i))
                                .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();

        assertThat(answers.stream().filter(answer -> answer.outcome() == Outcome.DONE))
                .hasSize(1_000 / 7);
        assertThat(answers.stream()
                        .filter(answer -> answer.outcome() == Outcome.DONE)
                        .map(Booked::balance))
                .doesNotHaveDuplicates();
        assertThat(balance()).isEqualTo(1_000 % 7);
        assertRight();
    }

    @Test
    void aRepeatIsBookedOnceWhereverItComesFrom() {
        credit(1_000, "payment:" + UUID.randomUUID());

        List<Booked> answers = Together.call(32, client -> debit(100, "the same"));

        assertThat(answers.stream().map(Booked::outcome))
                .containsOnlyOnce(Outcome.DONE)
                .contains(Outcome.REPEATED);
        assertThat(answers.stream().map(Booked::id).distinct()).hasSize(1);
        assertThat(balance()).isEqualTo(900);
        assertRight();
    }

    @Test
    void whatIsUsedIsKeptEvenIfNothingCanBeCharged() {
        String source = "call:" + UUID.randomUUID();

        Booked first = now(books.book(usage(250, source)));
        Booked again = now(books.book(usage(250, source)));

        assertThat(first.outcome()).isEqualTo(Outcome.DONE);
        assertThat(first.amount()).isEqualTo(euros(0));
        assertThat(again.outcome()).isEqualTo(Outcome.REPEATED);
        credit(1_000, "payment:" + UUID.randomUUID());
        assertThat(now(books.book(usage(250, source))).outcome()).isEqualTo(Outcome.REPEATED);
        assertThat(balance()).isEqualTo(1_000);
        assertThat(database.number("select price - charged from usage_record where source = ?", source))
                .isEqualTo(250);
    }

    @Test
    void anAccountWithoutABalanceHasNothingToSpend() {
        assertThat(debit(1, "one").outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(now(books.book(
                                new Booking.Release(UUID.randomUUID(), customer.account(), euros(0).currency(), false)))
                        .outcome())
                .isEqualTo(Outcome.NOTHING_THERE);
    }

    @Test
    void aHoldIsThereForOthersToSee() {
        credit(1_000, "payment:" + UUID.randomUUID());
        String call = "call:" + UUID.randomUUID();
        Booked hold = now(books.book(new Booking.Hold(
                UUID.randomUUID(),
                customer.account(),
                euros(600),
                call,
                Instant.now().plusSeconds(60),
                false)));

        assertThat(debit(500, "other").outcome()).isEqualTo(Outcome.INSUFFICIENT);
        now(books.book(
                new Booking.Usage(UUID.randomUUID(), customer.account(), euros(700), EntryKind.CALL, call, hold.id())));

        assertThat(balance()).isEqualTo(300);
        assertThat(database.text("select state from hold where id = ?", hold.id()))
                .isEqualTo("taken");
        assertRight();
    }

    private void credit(long cents, String source) {
        Booked booked = now(books.book(new Booking.Credit(
                UUID.randomUUID(), customer.account(), euros(cents), EntryKind.PAYMENT, source, null, null, null)));
        assertThat(booked.outcome()).isEqualTo(Outcome.DONE);
    }

    private Booked debit(long cents, String reference) {
        return now(books.book(new Booking.Debit(
                UUID.randomUUID(),
                customer.account(),
                euros(cents),
                EntryKind.CHARGE,
                "charge:" + customer.account() + "/" + reference,
                null,
                null)));
    }

    private Booking usage(long cents, String source) {
        return new Booking.Usage(UUID.randomUUID(), customer.account(), euros(cents), EntryKind.CALL, source, null);
    }

    private static <T> T now(Uni<T> action) {
        return action.await().atMost(PATIENCE);
    }

    private long balance() {
        return database.number("select amount from balance where account_id = ?", customer.account());
    }

    private long remaining(UUID lot) {
        return database.number("select remaining from credit_lot where id = ?", lot);
    }

    /** Balance, lots and postings are three ways to say the same. */
    private void assertRight() {
        assertThat(database.crookedEntriesOf(customer.account())).isZero();
        assertThat(balance())
                .isEqualTo(database.postingsOf(customer.account(), "EUR"))
                .isEqualTo(database.number(
                        "select sum(remaining) from credit_lot where account_id = ?", customer.account()));
    }

    private static Money euros(long cents) {
        return Money.ofMinor(cents, "EUR");
    }
}
