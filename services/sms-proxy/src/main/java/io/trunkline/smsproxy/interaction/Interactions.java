package io.trunkline.smsproxy.interaction;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.smsproxy.MessageEvent.Origin;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.message.NewMessage;
import io.trunkline.smsproxy.message.NewMessage.Priority;
import io.trunkline.smsproxy.message.OutgoingMessages;
import io.trunkline.smsproxy.session.MaskedSession;
import io.trunkline.smsproxy.session.MaskedSession.Status;
import io.trunkline.smsproxy.session.MaskedSessions;
import io.trunkline.smsproxy.session.Seat;
import io.trunkline.smsproxy.session.SessionProblem;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What owners do with what has passed through their sessions. */
@ApplicationScoped
class Interactions {

    private static final String OPERATION = "session-message";

    private static final String ERASE = """
            with inbound as (delete from inbound_message where session_id = $1),
                outgoing as (delete from outgoing_message where session_id = $1),
                people as (delete from participant where session_id = $1)
            update masked_session set name = null where id = $1""";

    private final MaskedSessions sessions;
    private final OutgoingMessages messages;
    private final Transactions transactions;
    private final IdempotencyKeys idempotencyKeys;
    private final MessageRecords records;
    private final Ids ids;

    Interactions(
            MaskedSessions sessions,
            OutgoingMessages messages,
            Transactions transactions,
            IdempotencyKeys idempotencyKeys,
            MessageRecords records,
            Ids ids) {
        this.sessions = sessions;
        this.messages = messages;
        this.transactions = transactions;
        this.idempotencyKeys = idempotencyKeys;
        this.records = records;
        this.ids = ids;
    }

    /** @throws Refused 404 if the owner has no such session */
    Uni<Page<Interaction>> list(UUID owner, UUID session, PageRequest page) {
        return sessions.get(owner, session).chain(() -> records.ofSession(session, page));
    }

    /**
     * Sends a text of the owner's to one participant, from the number that this one sees.
     *
     * @param key the caller's Idempotency-Key; null without one
     * @throws Refused 404 for an unknown session or participant, SESSION_OVER
     */
    Uni<UUID> send(UUID owner, UUID session, MessageRequest request, @Nullable String key) {
        UUID id = ids.next();
        return sessions.get(owner, session)
                .invoke(MaskedSession::requireOpen)
                .chain(() ->
                        transactions.inTransaction(transaction -> claim(transaction, owner, session, request, key, id)
                                .chain(made -> made.equals(id)
                                        ? queue(transaction, owner, session, request, id)
                                        : Uni.createFrom().item(made))));
    }

    private Uni<UUID> claim(
            SqlConnection transaction,
            UUID owner,
            UUID session,
            MessageRequest request,
            @Nullable String key,
            UUID id) {
        String whole = session + "|" + request.participant() + "|" + request.text();
        return key == null
                ? Uni.createFrom().item(id)
                : idempotencyKeys.claim(transaction, owner.toString(), OPERATION, key, whole, id);
    }

    private Uni<UUID> queue(SqlConnection transaction, UUID owner, UUID session, MessageRequest request, UUID id) {
        return sessions.seat(transaction, session, request.participant())
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(KitProblem.NOT_FOUND, "There is no such participant"))
                .chain(seat -> messages.queue(transaction, List.of(message(owner, session, seat, request, id))))
                .replaceWith(id);
    }

    private NewMessage message(UUID owner, UUID session, Seat seat, MessageRequest request, UUID id) {
        return new NewMessage(
                id,
                owner,
                session,
                seat.participant(),
                null,
                Origin.API,
                seat.proxyNumber().number(),
                seat.number(),
                request.text(),
                List.of(),
                Priority.RELAY,
                seat.carrier(),
                seat.fallbackCarriers(),
                null,
                sessions.now(),
                null);
    }

    /**
     * Erases texts, numbers and names of a session that is over.
     *
     * @throws Refused 404 if the owner has no such session, SESSION_OPEN
     */
    Uni<Void> erase(UUID owner, UUID session) {
        return sessions.get(owner, session)
                .invoke(found -> {
                    if (found.status() == Status.OPEN) {
                        throw new Refused(SessionProblem.SESSION_OPEN, "End it first");
                    }
                })
                .chain(() -> transactions.inTransaction(
                        transaction -> transaction.preparedQuery(ERASE).execute(Tuple.of(session))))
                .replaceWithVoid();
    }
}
