package io.trunkline.sessions.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.session.SessionStore.Ended;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts and ends sessions; each is told to the others by an event in the same transaction. */
@ApplicationScoped
public class Sessions {

    private static final int SWEPT_AT_ONCE = 1_000;

    private final SessionStore store;
    private final SessionConfig config;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Sessions(SessionStore store, SessionConfig config, Transactions transactions, Outbox outbox, Ids ids, Clock clock) {
        this.store = store;
        this.config = config;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Signs a device in. The caller holds the account's row, so that a deactivation cannot miss the new session. */
    public Uni<Session> start(
            SqlConnection transaction, UUID account, String client, @Nullable String device, @Nullable String address) {
        Instant now = clock.instant();
        Session session =
                new Session(ids.next(), account, client, device, address, now, now, now.plus(config.longest()));
        return store.insert(transaction, session)
                .chain(() -> store.endBeyond(transaction, account, config.mostPerAccount(), Reason.OTHER, now))
                .chain(ended -> tell(transaction, ended, Reason.OTHER, now))
                .chain(() ->
                        outbox.add(transaction, new SessionEvent.Started(session.id(), account, client, device, now)))
                .replaceWith(session);
    }

    /** Ends a session; it is no error if it has ended before. */
    public Uni<Void> end(UUID session, Reason reason) {
        return transactions.inTransaction(transaction -> end(transaction, session, reason));
    }

    /** The same in the caller's transaction. */
    public Uni<Void> end(SqlConnection transaction, UUID session, Reason reason) {
        Instant now = clock.instant();
        return store.end(transaction, session, reason, now).chain(ended -> tell(transaction, ended, reason, now));
    }

    /** Ends a session of the account's own. Fails with 404 if it is somebody else's. */
    Uni<Void> endOwn(UUID account, UUID current, UUID session) {
        Reason reason = session.equals(current) ? Reason.SIGNED_OUT : Reason.ENDED_BY_OWNER;
        return store.ownerOf(session).chain(owner -> account.equals(owner) ? end(session, reason) : refuseUnknown());
    }

    private static Uni<Void> refuseUnknown() {
        return Uni.createFrom().failure(new Refused(KitProblem.NOT_FOUND, "You have no such session"));
    }

    /** Ends all sessions of the account but the current one. */
    Uni<Void> endOthers(UUID account, UUID current) {
        return transactions.inTransaction(transaction -> endAll(transaction, account, current, Reason.ENDED_BY_OWNER));
    }

    /** Ends all sessions of an account but {@code except} (null: without exception), in the caller's transaction. */
    public Uni<Void> endAll(SqlConnection transaction, UUID account, @Nullable UUID except, Reason reason) {
        Instant now = clock.instant();
        return store.endAll(transaction, account, except, reason, now)
                .chain(ended -> tell(transaction, ended, reason, now));
    }

    private Uni<Void> tell(SqlConnection transaction, List<Ended> ended, Reason reason, Instant now) {
        return Multi.createFrom()
                .iterable(ended)
                .onItem()
                .transformToUniAndConcatenate(session -> outbox.add(
                        transaction, new SessionEvent.Revoked(session.sessionId(), session.accountId(), reason, now)))
                .onItem()
                .ignoreAsUni();
    }

    /** Whether a session is alive: neither ended nor expired nor idle for too long. */
    public Uni<Boolean> isAlive(UUID session) {
        Instant now = clock.instant();
        return store.isAlive(session, now, now.minus(config.idle()));
    }

    Uni<Page<Session>> list(UUID account, PageRequest page) {
        Instant now = clock.instant();
        return store.listAlive(account, now, now.minus(config.idle()), page)
                .map(rows -> Page.of(rows, page, Session::id));
    }

    /** Expired sessions need no event: no access token outlives them. */
    @Scheduled(every = "10m", delayed = "4m", identity = "session-sweep")
    Uni<Void> forgetEnded() {
        Instant longAgo = clock.instant().minus(config.keepEnded());
        return store.delete(longAgo, longAgo, SWEPT_AT_ONCE).replaceWithVoid();
    }
}
