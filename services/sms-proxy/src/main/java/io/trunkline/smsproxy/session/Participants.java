package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.session.MaskedSession.Participant;
import io.trunkline.smsproxy.session.MaskedSessions.Idempotency;
import io.trunkline.smsproxy.session.NewSession.Person;
import io.trunkline.smsproxy.session.SessionRequest.PersonRequest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who come and go while a session is open. */
@ApplicationScoped
class Participants {

    private static final String OPERATION = "session-participant";

    private final MaskedSessions sessions;
    private final SessionOrder orders;
    private final SeatingStatement seating;
    private final Transactions transactions;
    private final IdempotencyKeys idempotencyKeys;

    Participants(
            MaskedSessions sessions,
            SessionOrder orders,
            SeatingStatement seating,
            Transactions transactions,
            IdempotencyKeys idempotencyKeys) {
        this.sessions = sessions;
        this.orders = orders;
        this.seating = seating;
        this.transactions = transactions;
        this.idempotencyKeys = idempotencyKeys;
    }

    /** @throws Refused 404 if the owner has no such session */
    Uni<List<Participant>> list(UUID owner, UUID session) {
        return sessions.get(owner, session).map(MaskedSession::participants);
    }

    /**
     * Takes somebody in, and tells this person so.
     *
     * @param key the caller's Idempotency-Key and what makes the request what it is; null without one
     * @throws Refused 404 if the owner has no such session, SESSION_OVER, ALREADY_IN_SESSION, SESSION_FULL, NO_NUMBER_FREE
     */
    Uni<Participant> add(UUID owner, UUID session, PersonRequest request, @Nullable Idempotency key) {
        Instant now = sessions.now();
        return transactions
                .inTransaction(transaction -> sessions.lockOpen(transaction, owner, session)
                        .invoke(found -> found.requireOpen(now))
                        .chain(found -> once(transaction, owner, found, orders.newcomer(found, request), key, now)))
                .onFailure(MaskedSessions::lostARace)
                .retry()
                .atMost(MaskedSessions.RACES)
                .chain(id -> participant(owner, session, id));
    }

    private Uni<UUID> once(
            SqlConnection transaction,
            UUID owner,
            MaskedSession session,
            Person person,
            @Nullable Idempotency key,
            Instant now) {
        if (key == null) {
            return seat(transaction, owner, session, person, now);
        }
        return idempotencyKeys
                .claim(transaction, owner.toString(), OPERATION, key.key(), session.id() + key.request(), person.id())
                .chain(made -> made.equals(person.id())
                        ? seat(transaction, owner, session, person, now)
                        : Uni.createFrom().item(made));
    }

    private Uni<UUID> seat(SqlConnection transaction, UUID owner, MaskedSession session, Person person, Instant now) {
        requireRoom(session, person);
        return seating.seat(transaction, session, person, now)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(SessionProblem.NO_NUMBER_FREE, "Add numbers to the pool, or end sessions"))
                .chain(seat -> sessions.tellStart(transaction, Audience.of(session, owner, seat), now))
                .replaceWith(person.id());
    }

    private static void requireRoom(MaskedSession session, Person person) {
        List<Participant> present = session.present();
        if (present.stream().anyMatch(participant -> participant.number().equals(person.number()))) {
            throw new Refused(SessionProblem.ALREADY_IN_SESSION, "It can be there once");
        }
        if (present.size() >= MaskedSession.MOST_PEOPLE) {
            throw new Refused(
                    SessionProblem.SESSION_FULL, "No more than " + MaskedSession.MOST_PEOPLE + " people can be in it");
        }
    }

    private Uni<Participant> participant(UUID owner, UUID session, UUID id) {
        return list(owner, session).map(people -> people.stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow(Participants::unknown));
    }

    /**
     * Shows somebody out, and tells this person so.
     *
     * @throws Refused 404 if the owner has no such session or nobody of that id is in it, SESSION_OVER
     */
    Uni<Void> remove(UUID owner, UUID session, UUID participant) {
        Instant now = sessions.now();
        return transactions.inTransaction(transaction -> sessions.lockOpen(transaction, owner, session)
                .chain(found -> seating.leave(transaction, session, participant, now)
                        .onItem()
                        .ifNull()
                        .failWith(Participants::unknown)
                        .chain(seat -> sessions.tellEnd(transaction, Audience.of(found, owner, seat), now))));
    }

    private static Refused unknown() {
        return new Refused(KitProblem.NOT_FOUND, "Nobody of that id is in the session");
    }
}
