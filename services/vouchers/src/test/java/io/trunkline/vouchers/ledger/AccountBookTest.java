package io.trunkline.vouchers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.Event;
import io.trunkline.events.Money;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountBookTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");

    private final Account account = new Account(UUID.randomUUID(), EUR);
    private final AccountBook book = new AccountBook(account, 0, 0, 0, List.of(), List.of(), new HashMap<>());

    @Test
    void whatRunsOutFirstIsSpentFirst() {
        UUID late = credit(500, "voucher:late", NOW.plus(Duration.ofDays(90)));
        UUID never = credit(500, "payment:1", null);
        UUID soon = credit(500, "voucher:soon", NOW.plus(Duration.ofDays(1)));

        assertThat(debit(700).outcome()).isEqualTo(Outcome.DONE);

        assertThat(left(soon)).isZero();
        assertThat(left(late)).isEqualTo(300);
        assertThat(left(never)).isEqualTo(500);
    }

    @Test
    void aDebitTakesAllOrNothing() {
        credit(500, "payment:1", null);

        assertThat(debit(501).outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(book.amount()).isEqualTo(500);
        assertThat(debit(500).balance()).isEqualTo(euros(0));
    }

    @Test
    void whatHasBeenUsedTakesWhatThereIs() {
        credit(500, "payment:1", null);

        Booked booked = book.book(usage(800, "call:1", null), NOW);

        assertThat(booked.outcome()).isEqualTo(Outcome.DONE);
        assertThat(booked.amount()).isEqualTo(euros(500));
        assertThat(book.amount()).isZero();
        assertThat(book.usages()).singleElement().satisfies(used -> {
            assertThat(used.usage().amount()).isEqualTo(euros(800));
            assertThat(used.charged()).isEqualTo(500);
        });
    }

    @Test
    void aRepeatChangesNothing() {
        credit(500, "payment:1", null);
        Booking.Usage call = usage(200, "call:1", null);
        book.book(call, NOW);

        Booked again = book.book(usage(200, "call:1", null), NOW);

        assertThat(again.outcome()).isEqualTo(Outcome.REPEATED);
        assertThat(again.id()).isEqualTo(call.entry());
        assertThat(again.amount()).isEqualTo(euros(200));
        assertThat(book.amount()).isEqualTo(300);
        assertThat(book.entries()).hasSize(2);
    }

    @Test
    void whatIsHeldCannotBeSpentOtherwise() {
        credit(500, "payment:1", null);
        UUID hold = hold(400, "call:1", false).id();

        assertThat(debit(200).outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(debit(100).outcome()).isEqualTo(Outcome.DONE);

        book.book(usage(250, "call:1/end", hold), NOW);
        assertThat(book.amount()).isEqualTo(150);
        assertThat(book.held()).isZero();
    }

    @Test
    void aHoldGrowsAndNeverShrinks() {
        credit(500, "payment:1", null);

        UUID hold = hold(100, "call:1", false).id();
        Booked grown = hold(300, "call:1", false);
        hold(200, "call:1", false);

        assertThat(grown.id()).isEqualTo(hold);
        assertThat(book.held()).isEqualTo(300);
        assertThat(hold(600, "call:1", false).outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(book.held()).isEqualTo(300);
        Booked rest = hold(600, "call:1", true);
        assertThat(rest.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(rest.amount()).isEqualTo(euros(500));
        assertThat(rest.available()).isEqualTo(euros(0));
    }

    @Test
    void aReleaseGivesBackOnce() {
        credit(500, "payment:1", null);
        UUID hold = hold(400, "call:1", false).id();
        Booking release = new Booking.Release(hold, account.id(), EUR, false);

        assertThat(book.book(release, NOW).outcome()).isEqualTo(Outcome.DONE);
        assertThat(book.book(release, NOW).outcome()).isEqualTo(Outcome.NOTHING_THERE);

        assertThat(book.held()).isZero();
        assertThat(hold(100, "call:1", false).outcome()).as("it is settled").isEqualTo(Outcome.NOTHING_THERE);
    }

    @Test
    void heldCreditDoesNotRunOutInMidCall() {
        UUID lot = credit(500, "voucher:1", NOW.plus(Duration.ofDays(1)));
        UUID hold = hold(400, "call:1", false).id();
        Booking expiry = new Booking.Expiry(UUID.randomUUID(), account.id(), EUR, lot);

        assertThat(book.book(expiry, NOW).outcome()).isEqualTo(Outcome.NOTHING_THERE);
        book.book(usage(150, "call:1/end", hold), NOW);
        Booked expired = book.book(expiry, NOW);

        assertThat(expired.amount()).isEqualTo(euros(350));
        assertThat(book.amount()).isZero();
        assertThat(told(VoucherEvent.Expired.class)).singleElement().satisfies(event -> assertThat(event.remaining())
                .isEqualTo(euros(350)));
    }

    @Test
    void othersAreToldWhenNothingIsLeftToSpendAndWhenThereIsAgain() {
        credit(500, "payment:1", null);
        UUID hold = hold(500, "call:1", false).id();
        book.book(new Booking.Release(hold, account.id(), EUR, false), NOW);
        debit(500);
        credit(100, "payment:2", null);

        assertThat(book.events().stream().map(Event::type))
                .containsExactly(
                        "vouchers.balance.credited",
                        "vouchers.balance.depleted",
                        "vouchers.balance.restored",
                        "vouchers.balance.charged",
                        "vouchers.balance.depleted",
                        "vouchers.balance.credited",
                        "vouchers.balance.restored");
        assertThat(told(BalanceEvent.class).stream().map(BalanceEvent::version)).isSorted();
    }

    @Test
    void aVoucherTellsWhenItIsLowAndWhenItIsSpent() {
        credit(500, "voucher:1", null);

        debit(399);
        assertThat(told(VoucherEvent.class)).isEmpty();
        debit(1);
        assertThat(told(VoucherEvent.RunningLow.class)).singleElement().satisfies(event -> assertThat(event.remaining())
                .isEqualTo(euros(100)));
        debit(50);
        debit(50);

        assertThat(told(VoucherEvent.RunningLow.class)).as("once").hasSize(1);
        assertThat(told(VoucherEvent.Depleted.class)).hasSize(1);
    }

    @Test
    void moreThanCanBeCountedIsRefused() {
        credit(Long.MAX_VALUE, "payment:1", null);

        assertThat(book.book(
                                new Booking.Credit(
                                        UUID.randomUUID(),
                                        account.id(),
                                        euros(1),
                                        EntryKind.PAYMENT,
                                        "payment:2",
                                        null,
                                        null,
                                        null),
                                NOW)
                        .outcome())
                .isEqualTo(Outcome.TOO_MUCH);
        assertThat(book.amount()).isEqualTo(Long.MAX_VALUE);
    }

    /** Whatever is booked in whatever order: lots make up the balance, holds are covered, entries explain every cent. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void theBookIsAlwaysRight(long seed) {
        Random random = new Random(seed);
        List<UUID> holds = new ArrayList<>();
        List<UUID> lots = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Booking booking = any(random, i, holds, lots);
            Booked booked = book.book(booking, NOW);
            if (booking instanceof Booking.Hold) {
                holds.add(booked.id());
            }

            assertThat(book.amount())
                    .isEqualTo(lots.stream().mapToLong(this::left).sum());
            assertThat(book.held()).isBetween(0L, book.amount());
            assertThat(booked.available().minor()).isEqualTo(book.amount() - book.held());
        }
        assertThat(book.entries().stream().mapToLong(NewEntry::amount).sum()).isEqualTo(book.amount());
        assertThat(book.entries().stream().map(NewEntry::source)).doesNotHaveDuplicates();
        assertThat(book.held())
                .isEqualTo(book.changedHolds().stream()
                        .filter(HeldCredit::isOpen)
                        .mapToLong(HeldCredit::amount)
                        .sum());
        long balance = 0;
        for (NewEntry entry : book.entries()) {
            balance += entry.amount();
            assertThat(entry.balanceAfter()).isEqualTo(balance).isNotNegative();
        }
    }

    private Booking any(Random random, int i, List<UUID> holds, List<UUID> lots) {
        UUID id = UUID.randomUUID();
        // A quarter of them are repeats of others.
        String source = "source:" + (random.nextInt(4) == 0 ? random.nextInt(i + 1) : i);
        Money amount = euros(1 + random.nextInt(1000));
        UUID hold = holds.isEmpty() ? UUID.randomUUID() : holds.get(random.nextInt(holds.size()));
        return switch (random.nextInt(7)) {
            case 0, 1 -> {
                lots.add(id);
                Instant expiresAt = random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(100));
                yield new Booking.Credit(id, account.id(), amount, EntryKind.PAYMENT, source, expiresAt, null, null);
            }
            case 2 -> new Booking.Debit(id, account.id(), amount, EntryKind.CHARGE, source, null, null);
            case 3 -> usage(amount.minor(), source, random.nextBoolean() ? hold : null);
            case 4 ->
                new Booking.Hold(
                        id,
                        account.id(),
                        amount,
                        "hold:" + random.nextInt(50),
                        NOW.plusSeconds(60),
                        random.nextBoolean());
            case 5 -> new Booking.Release(hold, account.id(), EUR, random.nextBoolean());
            default ->
                new Booking.Expiry(id, account.id(), EUR, lots.isEmpty() ? id : lots.get(random.nextInt(lots.size())));
        };
    }

    private UUID credit(long cents, String source, @Nullable Instant expiresAt) {
        UUID id = UUID.randomUUID();
        Booked booked = book.book(
                new Booking.Credit(id, account.id(), euros(cents), EntryKind.PAYMENT, source, expiresAt, null, null),
                NOW);
        assertThat(booked.outcome()).isEqualTo(Outcome.DONE);
        return id;
    }

    private Booked debit(long cents) {
        UUID id = UUID.randomUUID();
        return book.book(
                new Booking.Debit(id, account.id(), euros(cents), EntryKind.CHARGE, "charge:" + id, null, null), NOW);
    }

    private Booking.Usage usage(long cents, String source, @Nullable UUID hold) {
        return new Booking.Usage(UUID.randomUUID(), account.id(), euros(cents), EntryKind.CALL, source, hold);
    }

    private Booked hold(long cents, String source, boolean partly) {
        return book.book(
                new Booking.Hold(UUID.randomUUID(), account.id(), euros(cents), source, NOW.plusSeconds(60), partly),
                NOW);
    }

    private long left(UUID lot) {
        return book.newLots().stream()
                .filter(one -> one.id().equals(lot))
                .mapToLong(Lot::remaining)
                .sum();
    }

    private <E> List<E> told(Class<E> type) {
        return book.events().stream()
                .flatMap(event -> type.isInstance(event) ? Stream.of(type.cast(event)) : Stream.empty())
                .toList();
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }
}
