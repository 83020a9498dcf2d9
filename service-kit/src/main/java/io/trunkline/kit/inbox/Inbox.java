package io.trunkline.kit.inbox;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.trunkline.events.CloudEvent;
import io.trunkline.kit.bus.Records;
import io.trunkline.kit.database.Transactions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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
            return waitOut(consumer, once(consumer, event.id(), transaction -> effect.apply(transaction, event)))
                    .replaceWithVoid();
        });
    }

    private static <T> Uni<T> waitOut(String consumer, Uni<T> work) {
        return work.onFailure(Inbox::mayPass)
                .invoke(failure -> LOG.warnf(failure, "%s waits to take an event", consumer))
                .onFailure(Inbox::mayPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /**
     * Takes a batch from the bus, by one transaction. The effect gets, in their order, those events that are wanted and have not
     * been taken before. Poison goes to the dead letters by itself: where the database refuses the effect of the whole, each event
     * is taken alone. Returns when all of it is acknowledged.
     */
    public Uni<Void> receiveAll(
            String consumer,
            KafkaRecordBatch<String, byte[]> batch,
            Predicate<CloudEvent> wanted,
            BiFunction<SqlConnection, List<CloudEvent>, Uni<Void>> effect) {
        List<Read> events = new ArrayList<>();
        List<Uni<Void>> steps = new ArrayList<>();
        for (KafkaRecord<String, byte[]> record : batch) {
            try {
                CloudEvent event = Records.read(record);
                if (event != null && wanted.test(event)) {
                    events.add(new Read(record, event));
                }
            } catch (CloudEvent.MalformedEvent poison) {
                steps.add(deadLetter(record, poison));
            }
        }
        steps.add(takeAll(consumer, events, effect));
        return inTurn(steps).chain(() -> Uni.createFrom().completionStage(() -> batch.ack()));
    }

    private record Read(KafkaRecord<String, byte[]> record, CloudEvent event) {}

    private Uni<Void> takeAll(
            String consumer, List<Read> some, BiFunction<SqlConnection, List<CloudEvent>, Uni<Void>> effect) {
        if (some.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return waitOut(
                        consumer,
                        onceAll(consumer, some.stream().map(Read::event).toList(), effect))
                .onFailure()
                .recoverWithUni(failure -> some.size() == 1
                        ? deadLetter(some.getFirst().record(), failure)
                        : inTurn(some.stream()
                                .map(one -> takeAll(consumer, List.of(one), effect))
                                .toList()));
    }

    private Uni<Void> onceAll(
            String consumer, List<CloudEvent> events, BiFunction<SqlConnection, List<CloudEvent>, Uni<Void>> effect) {
        Map<UUID, CloudEvent> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.id(), event));
        return transactions.inTransaction(
                transaction -> markAll(transaction, consumer, byId.keySet()).chain(marked -> {
                    List<CloudEvent> isNew = byId.values().stream()
                            .filter(event -> marked.contains(event.id()))
                            .toList();
                    return isNew.isEmpty() ? Uni.createFrom().voidItem() : effect.apply(transaction, isNew);
                }));
    }

    private static Uni<Set<UUID>> markAll(SqlConnection transaction, String consumer, Set<UUID> events) {
        String sql = """
                insert into inbox (consumer, event_id)
                select $1::text, event_id from unnest($2::uuid[]) as event (event_id)
                on conflict do nothing returning event_id""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.tuple().addString(consumer).addArrayOfUUID(events.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("event_id"))
                        .collect(Collectors.toSet()));
    }

    private static Uni<Void> deadLetter(KafkaRecord<String, byte[]> record, Throwable reason) {
        return Uni.createFrom().completionStage(() -> record.nack(reason));
    }

    private static Uni<Void> inTurn(List<Uni<Void>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .onItem()
                .ignoreAsUni();
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
