package io.trunkline.smsproxy.message;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Messages that wait for somebody's word: those that pass one message on. Without a word they go out when their time has come. */
@ApplicationScoped
public class HeldMessages {

    /** Ids grow with time, so what passes a message on has a higher one. */
    private static final String HELD = """
            where session_id = $1 and id > $2 and inbound_id = $2 and state = 'queued' and attempts = 0 and due_at > $3""";

    private static final String RELEASE = "update outgoing_message set due_at = $3 " + HELD + " returning carrier";

    private static final String REJECT = """
            update outgoing_message set state = 'rejected', error_code = $4, settled_at = $3 %s
            returning id, owner, session_id""".formatted(HELD);

    private final OutgoingMessages messages;
    private final Outbox outbox;
    private final Clock clock;

    HeldMessages(OutgoingMessages messages, Outbox outbox, Clock clock) {
        this.messages = messages;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Lets them go. */
    public Uni<Void> release(SqlConnection transaction, UUID session, UUID inbound) {
        return transaction
                .preparedQuery(RELEASE)
                .execute(Tuple.of(session, inbound, Rows.at(clock.instant())))
                .map(rows -> Rows.list(rows, row -> row.getString("carrier")))
                .invoke(carriers -> messages.wakeAfter(
                        transaction, carriers.stream().distinct().toList()))
                .replaceWithVoid();
    }

    /** Stops them; false if they are all gone. */
    public Uni<Boolean> reject(SqlConnection transaction, UUID session, UUID inbound, String reason) {
        Instant now = clock.instant();
        return transaction
                .preparedQuery(REJECT)
                .execute(Tuple.of(session, inbound, Rows.at(now), reason))
                .map(rows -> Rows.list(
                        rows,
                        row -> new MessageEvent.Failed(
                                row.getUUID("id"), row.getUUID("owner"), row.getUUID("session_id"), reason, now)))
                .call(events -> outbox.addAll(transaction, events))
                .map(events -> !events.isEmpty());
    }
}
