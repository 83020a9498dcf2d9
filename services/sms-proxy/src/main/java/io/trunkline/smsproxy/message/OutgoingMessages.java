package io.trunkline.smsproxy.message;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.Ids;
import io.trunkline.kit.bus.Trace;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Queues messages in the caller's transaction: they are sent after its commit, or never. */
@ApplicationScoped
public class OutgoingMessages {

    private static final String SQL = """
            with message as (
                insert into outgoing_message
                    (id, owner, session_id, participant_id, inbound_id, origin, sender, recipient, text, media, priority,
                     carrier, fallbacks, state, due_at, expires_at, created_at)
                select id, owner, session_id, participant_id, inbound_id, origin, sender, recipient, text,
                    string_to_array(media, E'\\n'), priority, carrier, string_to_array(fallbacks, ','), 'queued',
                    coalesce(held_until, created_at), expires_at, created_at
                from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
                    $9::text[], $10::text[], $11::smallint[], $12::text[], $13::text[], $14::timestamptz[],
                    $15::timestamptz[], $19::timestamptz[]) with ordinality
                    as new (id, owner, session_id, participant_id, inbound_id, origin, sender, recipient, text, media,
                        priority, carrier, fallbacks, expires_at, created_at, held_until, place)
                order by place
            )
            insert into outbox (event_id, topic, key, type, occurred_at, traceparent, data)
            select event_id, 'sms-proxy.message', message_id::text, 'sms-proxy.message.accepted', created_at, $17::text, data
            from unnest($16::uuid[], $1::uuid[], $15::timestamptz[], $18::text[])
                as event (event_id, message_id, created_at, data)""";

    private final Dispatchers dispatchers;
    private final Outbox outbox;
    private final Ids ids;

    OutgoingMessages(Dispatchers dispatchers, Outbox outbox, Ids ids) {
        this.dispatchers = dispatchers;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** In the order of the list; two messages of one sender to one recipient are never swapped. */
    public Uni<Void> queue(SqlConnection transaction, List<NewMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        wakeAfter(
                transaction,
                messages.stream().map(NewMessage::carrier).distinct().toList());
        return transaction.preparedQuery(SQL).execute(values(messages)).replaceWithVoid();
    }

    /** Whether there is a message of that id. */
    public Uni<Boolean> has(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery("select from outgoing_message where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() > 0);
    }

    /** Keeps a message that is not going to be sent, and tells so. */
    public Uni<Void> refuse(SqlConnection transaction, NewMessage message, String reason) {
        String sql = """
                insert into outgoing_message
                    (id, owner, session_id, participant_id, origin, sender, recipient, text, media, priority, carrier, fallbacks,
                     state, error_code, due_at, expires_at, created_at, settled_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'rejected', $13, $14, $15, $14, $14)""";
        Tuple values = Tuple.tuple()
                .addUUID(message.id())
                .addUUID(message.owner())
                .addUUID(message.session())
                .addUUID(message.participant())
                .addString(message.origin().name())
                .addString(message.sender())
                .addString(message.recipient().number())
                .addString(message.text())
                .addArrayOfString(message.media().toArray(String[]::new))
                .addShort(message.priority().rank())
                .addString(message.carrier())
                .addArrayOfString(message.fallbacks().toArray(String[]::new))
                .addString(reason)
                .addOffsetDateTime(Rows.at(message.createdAt()))
                .addOffsetDateTime(Rows.atOrNull(message.expiresAt()));
        return transaction
                .preparedQuery(sql)
                .execute(values)
                .chain(() -> outbox.add(
                        transaction,
                        new MessageEvent.Failed(
                                message.id(), message.owner(), message.session(), reason, message.createdAt())));
    }

    /** Once the transaction has committed there is something to send by these carriers. */
    void wakeAfter(SqlConnection connection, List<String> carriers) {
        Transaction transaction = connection.transaction();
        if (transaction == null) {
            throw new IllegalStateException("No transaction for messages");
        }
        transaction
                .completion()
                .subscribe()
                .with(
                        committed -> {
                            outbox.wake();
                            carriers.forEach(dispatchers::wake);
                        },
                        rolledBack -> {});
    }

    private Tuple values(List<NewMessage> messages) {
        return Tuple.tuple()
                .addArrayOfUUID(Rows.array(messages, NewMessage::id, UUID[]::new))
                .addArrayOfUUID(Rows.array(messages, NewMessage::owner, UUID[]::new))
                .addArrayOfUUID(Rows.array(messages, NewMessage::session, UUID[]::new))
                .addArrayOfUUID(Rows.array(messages, NewMessage::participant, UUID[]::new))
                .addArrayOfUUID(Rows.array(messages, NewMessage::inbound, UUID[]::new))
                .addArrayOfString(
                        Rows.array(messages, message -> message.origin().name(), String[]::new))
                .addArrayOfString(Rows.array(messages, NewMessage::sender, String[]::new))
                .addArrayOfString(
                        Rows.array(messages, message -> message.recipient().number(), String[]::new))
                .addArrayOfString(Rows.array(messages, NewMessage::text, String[]::new))
                .addArrayOfString(Rows.array(messages, message -> String.join("\n", message.media()), String[]::new))
                .addArrayOfShort(
                        Rows.array(messages, message -> message.priority().rank(), Short[]::new))
                .addArrayOfString(Rows.array(messages, NewMessage::carrier, String[]::new))
                .addArrayOfString(Rows.array(messages, message -> String.join(",", message.fallbacks()), String[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.array(messages, message -> Rows.atOrNull(message.expiresAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.array(messages, message -> Rows.at(message.createdAt()), OffsetDateTime[]::new))
                .addArrayOfUUID(Rows.array(messages, message -> ids.next(), UUID[]::new))
                .addString(Trace.parent())
                .addArrayOfString(Rows.array(messages, message -> json(message.accepted()), String[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.array(messages, message -> Rows.atOrNull(message.heldUntil()), OffsetDateTime[]::new));
    }

    private static String json(Event event) {
        return CloudEvent.json(event);
    }
}
