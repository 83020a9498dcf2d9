package io.trunkline.kit.inbox;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.kit.bus.Records;
import io.trunkline.kit.database.Transactions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Where events enter a service. The mark "done" and the effect commit together, so a delivery that is repeated changes
 * nothing twice.
 *
 * <p>What can pass (a database that restarts) is waited out, for as long as it takes: the order of the topic is kept. What
 * no retry can cure (a record that is not what its topic promises, an effect that the database's rules refuse) fails the
 * delivery, and the channel's failure strategy puts it on the topic's dead-letter topic with the reason.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** Longer than any topic keeps what it could deliver again. */
    private static final int DAYS_REMEMBERED = 31;

    private final Transactions transactions;
    private final Pool pool;

    Inbox(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    /**
     * Takes a record from the bus: reads it, applies its effect once. A type that this build does not know is passed over.
     *
     * @param consumer names the effect, for good: two consumers of one service do not share their marks
     */
    public Uni<Void> receive(
            String consumer,
            ConsumerRecord<String, byte[]> record,
            BiFunction<SqlConnection, CloudEvent, Uni<Void>> effect) {
        return Uni.createFrom().item(() -> Records.read(record)).chain(event -> {
            if (event == null) {
                return Uni.createFrom().voidItem();
            }
            return once(consumer, event.id(), transaction -> effect.apply(transaction, event))
                    .onFailure(Inbox::mayPass)
                    .invoke(failure -> LOG.warnf(failure, "%s waits to take an event", consumer))
                    .onFailure(Inbox::mayPass)
                    .retry()
                    .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                    .indefinitely()
                    .replaceWithVoid();
        });
    }

    /** Applies the effect unless it has been; tells whether it was applied now. */
    public Uni<Boolean> once(String consumer, UUID eventId, Function<SqlConnection, Uni<Void>> effect) {
        return transactions.inTransaction(transaction -> mark(transaction, consumer, eventId)
                .chain(isNew -> isNew
                        ? effect.apply(transaction).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    private static Uni<Boolean> mark(SqlConnection transaction, String consumer, UUID eventId) {
        return transaction
                .preparedQuery("insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(consumer, eventId))
                .map(result -> result.rowCount() == 1);
    }

    /** Classes 22 and 23 of SQLSTATE are the data's fault; everything else the database says may pass. */
    private static boolean mayPass(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            return !(state.startsWith("22") || state.startsWith("23"));
        }
        return failure instanceof java.io.IOException
                || failure instanceof io.vertx.core.VertxException
                || failure instanceof java.util.concurrent.TimeoutException;
    }

    @Scheduled(every = "1h", delayed = "10m", identity = "inbox-sweep")
    Uni<Void> forgetOld() {
        return pool.preparedQuery("delete from inbox where received_at < now() - make_interval(days => $1)")
                .execute(Tuple.of(DAYS_REMEMBERED))
                .replaceWithVoid();
    }
}
