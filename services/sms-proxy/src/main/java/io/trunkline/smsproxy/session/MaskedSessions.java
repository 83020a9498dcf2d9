package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.smsproxy.MaskedSessionEvent;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.message.NewMessage;
import io.trunkline.smsproxy.message.Notices;
import io.trunkline.smsproxy.message.OutgoingMessages;
import io.trunkline.smsproxy.pool.NumberPool;
import io.trunkline.smsproxy.session.MaskedSession.Status;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts sessions and ends them. */
@ApplicationScoped
public class MaskedSessions {

    private static final String OPERATION = "proxy-session";
    /** SQLSTATE of a broken unique constraint. */
    private static final String TAKEN = "23505";
    /** Each rival can win once over a number; the pool has as many numbers as rivals can take. */
    static final int RACES = 10;

    private static final int SWEEP = 500;

    private final Transactions transactions;
    private final AllocationStatement allocation;
    private final ClosingStatement closing;
    private final SessionRepository sessions;
    private final OutgoingMessages messages;
    private final Notices notices;
    private final IdempotencyKeys idempotencyKeys;
    private final Outbox outbox;
    private final ProxyConfig config;
    private final Clock clock;

    MaskedSessions(
            Transactions transactions,
            AllocationStatement allocation,
            ClosingStatement closing,
            SessionRepository sessions,
            OutgoingMessages messages,
            Notices notices,
            IdempotencyKeys idempotencyKeys,
            Outbox outbox,
            ProxyConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.allocation = allocation;
        this.closing = closing;
        this.sessions = sessions;
        this.messages = messages;
        this.notices = notices;
        this.idempotencyKeys = idempotencyKeys;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** The time as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Starts a session, and tells its people. If no number is free, sessions whose time is over make room first.
     *
     * @param key the caller's Idempotency-Key and what makes the request what it is; null without one
     * @throws Refused NO_NUMBER_FREE
     */
    public Uni<MaskedSession> start(NewSession session, @Nullable Idempotency key) {
        return attempt(session, key)
                .onFailure(MaskedSessions::isNoNumberFree)
                .recoverWithUni(() -> makeRoom(session.pool()).chain(() -> attempt(session, key)));
    }

    /** @param request everything that makes the request what it is */
    public record Idempotency(String key, String request) {}

    private Uni<MaskedSession> attempt(NewSession session, @Nullable Idempotency key) {
        return transactions
                .inTransaction(transaction -> once(transaction, session, key))
                .onFailure(MaskedSessions::lostARace)
                .retry()
                .atMost(RACES)
                .chain(id -> get(session.owner(), id));
    }

    private Uni<UUID> once(SqlConnection transaction, NewSession session, @Nullable Idempotency key) {
        if (key == null) {
            return allocate(transaction, session);
        }
        return idempotencyKeys
                .claim(transaction, session.owner().toString(), OPERATION, key.key(), key.request(), session.id())
                .chain(made -> made.equals(session.id())
                        ? allocate(transaction, session)
                        : Uni.createFrom().item(made));
    }

    /**
     * Starts a session in the caller's transaction, and tells its people.
     *
     * @throws Refused NO_NUMBER_FREE
     */
    Uni<UUID> allocate(SqlConnection transaction, NewSession session) {
        return allocation
                .execute(transaction, session)
                .invoke(MaskedSessions::requireSeats)
                .map(seats -> new Audience(session.owner(), session.id(), session.texts(), seats))
                .chain(people -> tellStart(transaction, people, session.now()))
                .replaceWith(session.id());
    }

    private static void requireSeats(List<Seat> seats) {
        if (seats.isEmpty()) {
            throw new Refused(SessionProblem.NO_NUMBER_FREE, "Add numbers to the pool, or end sessions");
        }
    }

    private List<NewMessage> notices(Audience people, String text, Instant now) {
        if (text.isEmpty()) {
            return List.of();
        }
        return people.seats().stream()
                .map(seat -> notices.notice(
                        people.owner(),
                        people.session(),
                        seat.participant(),
                        seat.proxyNumber().number(),
                        seat.number(),
                        text,
                        seat.carrier(),
                        seat.fallbackCarriers(),
                        now))
                .toList();
    }

    private String expiryText(SessionTexts texts) {
        return textOr(texts.expiry(), config.sessionExpiryText().orElse(""));
    }

    private static String textOr(@Nullable String own, String usual) {
        return own == null ? usual : own;
    }

    /** Whether somebody else has just taken the seat that was to be taken. */
    static boolean lostARace(Throwable failure) {
        return failure instanceof PgException refused && TAKEN.equals(refused.getSqlState());
    }

    private static boolean isNoNumberFree(Throwable failure) {
        return failure instanceof Refused refused && refused.type() == SessionProblem.NO_NUMBER_FREE;
    }

    /**
     * Ends a session, and tells its people.
     *
     * @throws Refused 404 if the owner has no such session, SESSION_OVER if it has ended before
     */
    public Uni<MaskedSession> end(UUID owner, UUID id) {
        Instant now = now();
        return transactions
                .inTransaction(transaction -> lockOpen(transaction, owner, id)
                        .chain(() -> close(transaction, owner, id, now))
                        .chain(closed -> tellEnd(transaction, closed, now)))
                .chain(() -> get(owner, id));
    }

    private Uni<Audience> close(SqlConnection transaction, UUID owner, UUID id, Instant now) {
        return closing.end(transaction, id, now)
                .call(() -> outbox.add(transaction, new MaskedSessionEvent.Ended(id, owner, now)));
    }

    /** Says to people that for them it is over. */
    Uni<Void> tellEnd(SqlConnection transaction, Audience people, Instant now) {
        return messages.queue(transaction, notices(people, textOr(people.texts().end(), config.sessionEndText()), now));
    }

    /** Says to people that for them it has begun. */
    Uni<Void> tellStart(SqlConnection transaction, Audience people, Instant now) {
        return messages.queue(
                transaction, notices(people, textOr(people.texts().start(), config.sessionStartText()), now));
    }

    /**
     * The session, which nobody else changes until the transaction's end.
     *
     * @throws Refused 404 if the owner has no such session, SESSION_OVER
     */
    Uni<MaskedSession> lockOpen(SqlConnection transaction, UUID owner, UUID id) {
        return sessions.lock(transaction, owner, id)
                .onItem()
                .ifNull()
                .failWith(MaskedSessions::unknown)
                .invoke(MaskedSession::requireOpen);
    }

    /**
     * Changes an open session: gives it more time, or less, another name or other texts.
     *
     * @throws Refused 400 if it would be over already, 404 if the owner has no such session, SESSION_OVER
     */
    Uni<MaskedSession> change(UUID owner, UUID id, SessionChange change) {
        Instant now = now();
        return transactions
                .inTransaction(transaction -> lockOpen(transaction, owner, id)
                        .invoke(session -> session.requireOpen(now))
                        .chain(session -> sessions.change(transaction, id, change, change.expiresAt(session, now))))
                .chain(() -> get(owner, id));
    }

    /** Ends a session without a word to its people. Changes nothing if it is over, or the owner has none of that id. */
    public Uni<Void> cancel(UUID owner, UUID id) {
        Instant now = now();
        return transactions.inTransaction(transaction -> sessions.lock(transaction, owner, id)
                .chain(session -> session == null || session.status() != Status.OPEN
                        ? Uni.createFrom().voidItem()
                        : close(transaction, owner, id, now).replaceWithVoid()));
    }

    /** Ends what is over by the clock. Returns how many that were. */
    public Uni<Integer> expire() {
        return expire(closing::expire);
    }

    private Uni<Integer> makeRoom(NumberPool pool) {
        return expire((transaction, now, most) -> closing.expire(transaction, pool.id(), now, most));
    }

    private Uni<Integer> expire(Sweep sweep) {
        Instant now = now();
        return transactions
                .inTransaction(transaction -> sweep.close(transaction, now, SWEEP)
                        .call(closed -> tellExpiry(transaction, closed, now))
                        .map(List::size))
                .chain(count -> count < SWEEP
                        ? Uni.createFrom().item(count)
                        : expire(sweep).map(more -> count + more));
    }

    private interface Sweep {
        Uni<List<Audience>> close(SqlConnection transaction, Instant now, int most);
    }

    private Uni<Void> tellExpiry(SqlConnection transaction, List<Audience> closed, Instant now) {
        List<NewMessage> told = closed.stream()
                .flatMap(session -> notices(session, expiryText(session.texts()), now).stream())
                .toList();
        List<MaskedSessionEvent> events = closed.stream()
                .<MaskedSessionEvent>map(
                        session -> new MaskedSessionEvent.Expired(session.session(), session.owner(), now))
                .toList();
        return outbox.addAll(transaction, events).chain(() -> messages.queue(transaction, told));
    }

    /** @throws Refused 404 if the owner has no such session */
    public Uni<MaskedSession> get(UUID owner, UUID id) {
        return sessions.byId(owner, id).onItem().ifNull().failWith(MaskedSessions::unknown);
    }

    private static Refused unknown() {
        return new Refused(KitProblem.NOT_FOUND, "There is no such session");
    }

    /** Where somebody in an open session can be reached; null if nobody of that id is in it. */
    public Uni<@Nullable Seat> seat(SqlConnection transaction, UUID session, UUID participant) {
        return sessions.seat(transaction, session, participant);
    }

    Uni<Page<MaskedSession>> list(UUID owner, @Nullable Status status, PageRequest page) {
        return sessions.list(owner, status, page);
    }

    /** Everything that is open, oldest first. */
    public Uni<List<MaskedSession>> allOpen(UUID owner) {
        return sessions.allOpen(owner);
    }
}
