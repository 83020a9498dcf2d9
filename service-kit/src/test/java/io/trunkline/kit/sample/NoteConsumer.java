package io.trunkline.kit.sample;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.inbox.Inbox;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Counts what it hears of an account; an account named "forbidden" breaks a rule of the database. */
@ApplicationScoped
class NoteConsumer {

    private final Inbox inbox;

    NoteConsumer(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("notes")
    Uni<Void> on(ConsumerRecord<String, byte[]> record) {
        return inbox.receive("notes", record, NoteConsumer::count);
    }

    private static Uni<Void> count(SqlConnection transaction, CloudEvent event) {
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
