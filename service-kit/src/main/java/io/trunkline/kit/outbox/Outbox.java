package io.trunkline.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.kit.Ids;
import io.trunkline.kit.bus.Trace;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Where events leave a service. A row is written in the transaction of the change and published after its commit, at
 * least once; events of one key in the order in which they were written, as long as their writers hold the lock of their
 * aggregate's row.
 */
@ApplicationScoped
public class Outbox {

    /** Below the broker's limit of 1 MiB for a record, with room for the headers. */
    static final int LARGEST_EVENT = 900 * 1024;

    private static final String INSERT = """
            insert into outbox (event_id, topic, key, type, occurred_at, traceparent, data)
            select event_id, topic, key, type, occurred_at, $6::text, data
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $7::text[]) with ordinality
                as event (event_id, topic, key, type, occurred_at, data, place)
            order by place""";

    private final Ids ids;
    private final OutboxRelay relay;

    Outbox(Ids ids, OutboxRelay relay) {
        this.ids = ids;
        this.relay = relay;
    }

    /**
     * Adds an event to the caller's transaction.
     *
     * @throws IllegalStateException without a transaction, or if the event is too large for the bus
     */
    public Uni<Void> add(SqlConnection connection, Event event) {
        return addAll(connection, List.of(event));
    }

    /** The same for many, in their order, by one statement. */
    public Uni<Void> addAll(SqlConnection connection, List<? extends Event> events) {
        Transaction transaction = connection.transaction();
        if (transaction == null) {
            throw new IllegalStateException("No transaction for events");
        }
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple rows = Tuple.tuple()
                .addArrayOfUUID(array(events, event -> ids.next(), UUID[]::new))
                .addArrayOfString(array(events, event -> event.topic().topicName(), String[]::new))
                .addArrayOfString(array(events, Event::key, String[]::new))
                .addArrayOfString(array(events, Event::type, String[]::new))
                .addArrayOfOffsetDateTime(
                        array(events, event -> event.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addString(Trace.parent())
                .addArrayOfString(array(events, Outbox::data, String[]::new));
        transaction.completion().subscribe().with(committed -> wake(), rolledBack -> {});
        return connection.preparedQuery(INSERT).execute(rows).replaceWithVoid();
    }

    private static <T> T[] array(List<? extends Event> events, Function<Event, T> part, IntFunction<T[]> make) {
        return events.stream().map(part).toArray(make);
    }

    private static String data(Event event) {
        String data = CloudEvent.json(event);
        if (data.getBytes(StandardCharsets.UTF_8).length > LARGEST_EVENT) {
            throw new IllegalStateException("Too large for the bus: " + event.type());
        }
        return data;
    }

    /**
     * Tells the relay that rows have been committed. Only for statements that write the outbox themselves; rows that
     * {@link #add} has written need no call.
     */
    public void wake() {
        relay.wake();
    }
}
