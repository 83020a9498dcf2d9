package io.trunkline.kit.sample;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.bus.Trace;
import io.trunkline.kit.inbox.Inbox;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Counts what it hears of an account; an account named "forbidden" breaks a rule of the database. */
@ApplicationScoped
public class NoteConsumer {

    /** By event, the trace in which its effect ran. */
    private final Map<UUID, String> traces = new ConcurrentHashMap<>();

    private final Inbox inbox;

    NoteConsumer(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("notes")
    Uni<Void> on(ConsumerRecord<String, byte[]> record) {
        return inbox.receive("notes", record, this::count);
    }

    public @Nullable String traceOf(UUID event) {
        return traces.get(event);
    }

    private Uni<Void> count(SqlConnection transaction, CloudEvent event) {
        String trace = Trace.id();
        if (trace != null) {
            traces.put(event.id(), trace);
        }
        String name = event.event() instanceof AccountEvent.Registered registered ? registered.name() : null;
        String sql = """
                with noted as (insert into note (id, text) select $3, $2::text where $2::text is not null)
                insert into counter (key, value) values ($1, 1)
                on conflict (key) do update set value = counter.value + 1""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(event.event().key(), name, event.id()))
                .replaceWithVoid();
    }
}
