package io.trunkline.vouchers.ledger;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.stream.StreamSupport;

/** Gives back what was held too long, and takes what is left of credit whose time is over. Replicas may do it at once. */
@ApplicationScoped
class RunningOut {

    private static final int BITE = 500;

    /** Credit that is held has to wait; it must not keep others from running out. */
    private static final String DUE_LOTS = """
            select lot.id, lot.account_id, lot.currency from credit_lot lot
            join balance on balance.account_id = lot.account_id and balance.currency = lot.currency
            where lot.remaining > 0 and lot.expires_at <= $1 and balance.amount - balance.held >= lot.remaining
            order by lot.expires_at limit $2""";

    private final Books books;
    private final HoldRepository holds;
    private final Pool pool;
    private final Ids ids;
    private final Clock clock;

    RunningOut(Books books, HoldRepository holds, Pool pool, Ids ids, Clock clock) {
        this.books = books;
        this.holds = holds;
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
    }

    @Scheduled(every = "1s", identity = "running-out", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return dueHolds().chain(this::bookAll).chain(this::dueLots).chain(this::bookAll);
    }

    private Uni<List<Booking>> dueHolds() {
        return holds.due(clock.instant(), BITE).map(due -> due.stream()
                .<Booking>map(hold -> new Booking.Release(hold.id(), hold.account(), hold.currency(), true))
                .toList());
    }

    private Uni<List<Booking>> dueLots() {
        return pool.preparedQuery(DUE_LOTS)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), BITE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::expiry)
                        .toList());
    }

    private Booking expiry(Row lot) {
        return new Booking.Expiry(
                ids.next(),
                lot.getUUID("account_id"),
                Currency.getInstance(lot.getString("currency")),
                lot.getUUID("id"));
    }

    private Uni<Void> bookAll(List<Booking> bookings) {
        return Multi.createFrom()
                .iterable(bookings)
                .onItem()
                .transformToUniAndMerge(books::book)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
