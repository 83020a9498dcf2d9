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
import java.time.ZoneOffset;

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
            values ($1, $2, $3, $4, $5, $6, $7)""";

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
        Transaction transaction = connection.transaction();
        if (transaction == null) {
            throw new IllegalStateException("No transaction for " + event.type());
        }
        String data = CloudEvent.json(event);
        if (data.getBytes(StandardCharsets.UTF_8).length > LARGEST_EVENT) {
            throw new IllegalStateException("Too large for the bus: " + event.type());
        }
        Tuple row = Tuple.tuple()
                .addUUID(ids.next())
                .addString(event.topic().topicName())
                .addString(event.key())
                .addString(event.type())
                .addOffsetDateTime(event.at().atOffset(ZoneOffset.UTC))
                .addString(Trace.parent())
                .addString(data);
        transaction.completion().subscribe().with(committed -> wake(), rolledBack -> {});
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /**
     * Tells the relay that rows have been committed. Only for statements that write the outbox themselves; rows that
     * {@link #add} has written need no call.
     */
    public void wake() {
        relay.wake();
    }
}
