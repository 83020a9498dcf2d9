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
import io.trunkline.smsproxy.session.ClosingStatement.Closed;
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
    private static final int RACES = 10;

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

    private Uni<UUID> allocate(SqlConnection transaction, NewSession session) {
        return allocation
                .execute(transaction, session)
                .invoke(MaskedSessions::requireSeats)
                .chain(seats -> messages.queue(transaction, startNotices(session, seats)))
                .replaceWith(session.id());
    }

    private static void requireSeats(List<Seat> seats) {
        if (seats.isEmpty()) {
            throw new Refused(SessionProblem.NO_NUMBER_FREE, "Add numbers to the pool, or end sessions");
        }
    }

    private List<NewMessage> startNotices(NewSession session, List<Seat> seats) {
        return notices(
                session.owner(),
                session.id(),
                seats,
                textOr(session.texts().start(), config.sessionStartText()),
                session.now());
    }

    private List<NewMessage> notices(UUID owner, UUID session, List<Seat> seats, String text, Instant now) {
        if (text.isEmpty()) {
            return List.of();
        }
        return seats.stream()
                .map(seat -> notices.notice(
                        owner,
                        session,
                        seat.participant(),
                        seat.proxyNumber().number(),
                        seat.number(),
                        text,
                        seat.carrier(),
                        seat.fallbackCarriers(),
                        now))
                .toList();
    }

    private static String textOr(@Nullable String own, String usual) {
        return own == null ? usual : own;
    }

    private static boolean lostARace(Throwable failure) {
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
                .inTransaction(transaction -> close(transaction, owner, id, now)
                        .chain(closed -> closed == null
                                ? Uni.createFrom().item(false)
                                : tellEnd(transaction, closed, now).replaceWith(true)))
                .chain(ended -> get(owner, id).invoke(session -> {
                    if (!ended) {
                        throw new Refused(SessionProblem.SESSION_OVER, "It ended at " + session.endedAt());
                    }
                }));
    }

    /** Null if the owner has no open session of that id. */
    private Uni<@Nullable Closed> close(SqlConnection transaction, UUID owner, UUID id, Instant now) {
        return closing.end(transaction, owner, id, now)
                .call(closed -> closed == null
                        ? Uni.createFrom().voidItem()
                        : outbox.add(transaction, new MaskedSessionEvent.Ended(id, owner, now)));
    }

    private Uni<Void> tellEnd(SqlConnection transaction, Closed closed, Instant now) {
        String text = textOr(closed.texts().end(), config.sessionEndText());
        return messages.queue(transaction, notices(closed.owner(), closed.session(), closed.seats(), text, now));
    }

    /** Ends a session without a word to its people. Changes nothing if it is over, or the owner has none of that id. */
    public Uni<Void> cancel(UUID owner, UUID id) {
        Instant now = now();
        return transactions
                .inTransaction(transaction -> close(transaction, owner, id, now))
                .replaceWithVoid();
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
        Uni<List<Closed>> close(SqlConnection transaction, Instant now, int most);
    }

    private Uni<Void> tellExpiry(SqlConnection transaction, List<Closed> closed, Instant now) {
        List<NewMessage> told = closed.stream()
                .flatMap(session -> notices(
                        session.owner(),
                        session.session(),
                        session.seats(),
                        textOr(
                                session.texts().expiry(),
                                config.sessionExpiryText().orElse("")),
                        now)
                        .stream())
                .toList();
        List<MaskedSessionEvent> events = closed.stream()
                .<MaskedSessionEvent>map(
                        session -> new MaskedSessionEvent.Expired(session.session(), session.owner(), now))
                .toList();
        return outbox.addAll(transaction, events).chain(() -> messages.queue(transaction, told));
    }

    /** @throws Refused 404 if the owner has no such session */
    public Uni<MaskedSession> get(UUID owner, UUID id) {
        return sessions.byId(owner, id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(KitProblem.NOT_FOUND, "There is no such session"));
    }

    /** Where somebody in an open session can be reached; null if nobody of that id is in it. */
    public Uni<@Nullable Seat> seat(SqlConnection transaction, UUID session, UUID participant) {
        return sessions.seat(transaction, session, participant);
    }

    Uni<Page<MaskedSession>> list(UUID owner, MaskedSession.@Nullable Status status, PageRequest page) {
        return sessions.list(owner, status, page);
    }

    /** Everything that is open, oldest first. */
    public Uni<List<MaskedSession>> allOpen(UUID owner) {
        return sessions.allOpen(owner);
    }
}
