package io.trunkline.vouchers.guard;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.dialer.CallEvent;
import io.trunkline.events.vouchers.CallCreditEvent;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.vouchers.ledger.Booked;
import io.trunkline.vouchers.ledger.Booking;
import io.trunkline.vouchers.ledger.Books;
import io.trunkline.vouchers.rating.Rater;
import io.trunkline.vouchers.rating.Rating;
import io.trunkline.vouchers.rating.RatingConfig;
import io.trunkline.vouchers.rating.Tariff;
import io.trunkline.vouchers.tariff.AccountTariffs;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds credit for calls while they last, slice by slice, so that calls at the same time cannot spend the same credit. Where
 * it does not suffice for the next slice, what there is is held, and whoever carries the call is told when that ends.
 *
 * <p>A call without a price is not guarded: it is refused when it is rated. Any replica may look after any call.
 */
@ApplicationScoped
public class CallGuard {

    private static final Logger LOG = Logger.getLogger(CallGuard.class);
    private static final int BITE = 500;

    private final Transactions transactions;
    private final CallsInProgress calls;
    private final AccountTariffs tariffs;
    private final Rater rater;
    private final Books books;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Terms terms;

    CallGuard(
            Transactions transactions,
            CallsInProgress calls,
            AccountTariffs tariffs,
            Rater rater,
            Books books,
            Outbox outbox,
            Ids ids,
            Clock clock,
            GuardConfig config,
            RatingConfig rating) {
        this.transactions = transactions;
        this.calls = calls;
        this.tariffs = tariffs;
        this.rater = rater;
        this.books = books;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.terms = new Terms(config.slice(), config.ahead(), config.patience(), rating.longestCall());
    }

    /** In the transaction that marks the events as taken; {@link #look} after it holds credit for them. */
    public Uni<Void> begin(SqlConnection transaction, List<CallEvent.Answered> answered) {
        List<CallInProgress> begun =
                answered.stream().map(this::begun).filter(Objects::nonNull).toList();
        return begun.isEmpty() ? Uni.createFrom().voidItem() : calls.add(transaction, begun);
    }

    /** Null if nobody has said where it goes. */
    private @Nullable CallInProgress begun(CallEvent.Answered call) {
        E164 to = call.to();
        return to == null
                ? null
                : new CallInProgress(
                        call.callId(), call.accountId(), to, call.at(), ids.next(), null, call.at(), null, now());
    }

    /** In the transaction that charges the calls. Returns what is held for them: it is to be taken or released. */
    public Uni<Map<UUID, Held>> end(SqlConnection transaction, Collection<UUID> ended) {
        return ended.isEmpty() ? Uni.createFrom().item(Map.of()) : calls.remove(transaction, ended);
    }

    /** Looks after the calls that are due. Never fails: what could not be done is tried again in a second. */
    @Scheduled(every = "1s", identity = "call-guard", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> look() {
        return lookAtAll()
                .onFailure()
                .invoke(failure -> LOG.warn("Calls in progress have to wait for their credit", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> lookAtAll() {
        return transactions
                .inTransaction(this::lookAtSome)
                .chain(seen -> seen < BITE ? Uni.createFrom().voidItem() : lookAtAll());
    }

    private Uni<Integer> lookAtSome(SqlConnection transaction) {
        Instant now = now();
        return calls.due(transaction, now, BITE)
                .call(due -> due.isEmpty() ? Uni.createFrom().voidItem() : payAhead(transaction, due, now))
                .map(List::size);
    }

    private Uni<Void> payAhead(SqlConnection transaction, List<CallInProgress> due, Instant now) {
        Set<UUID> accounts = due.stream().map(CallInProgress::account).collect(Collectors.toSet());
        return tariffs.of(transaction, accounts).chain(found -> {
            List<CallInProgress> unpriced = new ArrayList<>();
            List<Slice> slices = new ArrayList<>();
            for (CallInProgress call : due) {
                Slice slice = next(call, found.get(call.account()), now);
                if (slice == null) {
                    unpriced.add(call.dueAt(terms.lastOf(call)));
                } else {
                    slices.add(slice);
                }
            }
            return hold(transaction, slices, now)
                    .invoke(unpriced::addAll)
                    .chain(() -> write(transaction, due, unpriced, now));
        });
    }

    /** Null if the call has no price, or one in other money than is held for it. */
    private @Nullable Slice next(CallInProgress call, @Nullable Tariff tariff, Instant now) {
        if (tariff == null || call.isHeldInOtherThan(tariff.currency())) {
            return null;
        }
        long seconds = call.secondsUntil(call.paidUntil().isAfter(now) ? call.paidUntil() : now)
                + terms.slice().toSeconds();
        long bounded = Math.min(seconds, terms.longestCall().toSeconds());
        return rater.call(tariff, call.number(), call.answeredAt(), bounded) instanceof Rating.Priced priced
                ? new Slice(call, tariff, terms, bounded, priced.price())
                : null;
    }

    private Uni<List<CallInProgress>> hold(SqlConnection transaction, List<Slice> slices, Instant now) {
        List<CallInProgress> after = new ArrayList<>();
        slices.stream().filter(Slice::isFree).map(Slice::goingOn).forEach(after::add);
        List<Slice> costly = slices.stream().filter(slice -> !slice.isFree()).toList();
        List<Booking> bookings =
                costly.stream().<Booking>map(slice -> slice.hold(now)).toList();
        return books.book(transaction, bookings).map(booked -> {
            for (int i = 0; i < costly.size(); i++) {
                after.add(after(costly.get(i), booked.get(i), now));
            }
            return after;
        });
    }

    private CallInProgress after(Slice slice, Booked booked, Instant now) {
        CallInProgress call = slice.call();
        return switch (booked.outcome()) {
            case DONE -> slice.goingOn();
            case INSUFFICIENT ->
                slice.ending(
                        rater.secondsFor(
                                slice.tariff(), call.number(), call.answeredAt(), booked.amount(), slice.seconds()),
                        now);
            // The hold was given back, for nobody has looked after the call for too long.
            case NOTHING_THERE, REPEATED, TOO_MUCH -> call.heldBy(ids.next(), now);
        };
    }

    private Uni<Void> write(
            SqlConnection transaction, List<CallInProgress> before, List<CallInProgress> after, Instant now) {
        Map<UUID, CallInProgress> known = before.stream().collect(Collectors.toMap(CallInProgress::id, call -> call));
        List<Event> events = after.stream()
                .map(call -> news(Objects.requireNonNull(known.get(call.id())), call, now))
                .filter(Objects::nonNull)
                .toList();
        return calls.update(transaction, after).chain(() -> outbox.addAll(transaction, events));
    }

    /** Null if its carrier knows all there is to know. */
    private static @Nullable Event news(CallInProgress before, CallInProgress after, Instant now) {
        Instant end = after.endsAt();
        if (Objects.equals(before.endsAt(), end)) {
            return null;
        }
        return end == null
                ? new CallCreditEvent.Extended(after.id(), after.account(), now)
                : new CallCreditEvent.Ending(after.id(), after.account(), end, now);
    }

    /** Calls that nobody has ended, long after any call is over. Their credit is free again already. */
    @Scheduled(every = "10m", identity = "call-guard-lost")
    Uni<Void> forgetLost() {
        return calls.forget(now().minus(terms.longestCall()).minus(terms.patience()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
