package io.trunkline.smsproxy.message;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.SoleWorker;
import io.trunkline.smsproxy.carrier.CarrierAccount;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.message.QueuedMessage.Lane;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sends what waits for one carrier. One replica at a time does this for a carrier, so that the order of each conversation is
 * in one hand; another takes over when it is gone.
 *
 * <p>A message is marked as being on its way before it is handed over, and as sent when the carrier has answered. What is
 * found on its way by a new dispatcher may have been sent or not: it is in doubt. No more than the window can be.
 */
class Dispatcher implements SoleWorker.Work {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration LINK_CHECK = Duration.ofMillis(100);
    private static final int LARGEST_TAKE = 200;
    private static final int WRITES = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CarrierAccount account;
    private final Outcomes outcomes;
    private final DispatchConfig config;
    private final RetryPolicy retries;
    private final Clock clock;
    private final SoleWorker worker;
    /** One permit means "look again". */
    private final Semaphore work = new Semaphore(0);
    /** A permit for each message that may still go on its way. */
    private final Semaphore room;

    private final AtomicInteger throttled = new AtomicInteger();
    private volatile long pausedUntil = System.nanoTime();

    Dispatcher(CarrierAccount account, DataSource database, Outcomes outcomes, DispatchConfig config, Clock clock) {
        this.account = account;
        this.outcomes = outcomes;
        this.config = config;
        this.retries = new RetryPolicy(config, account.resendsInDoubt());
        this.clock = clock;
        this.room = new Semaphore(account.window());
        this.worker = new SoleWorker(
                "dispatch-" + account.name(), lockOf(account.name()), database, config.retryInterval(), this);
    }

    /** Told from other locks by its first half. */
    private static long lockOf(String carrier) {
        return (0x64737063L << 32) | (carrier.hashCode() & 0xffffffffL);
    }

    void start() {
        worker.start();
    }

    void stop() {
        worker.stop();
        wake();
    }

    void join() throws InterruptedException {
        worker.join(config.drain().plusSeconds(1));
    }

    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    @Override
    public void lead(Connection connection) throws SQLException, InterruptedException {
        SendQueue queue = new SendQueue(connection, account.name());
        awaitMessagesOnTheWay();
        int doubtful = queue.recover(account.resendsInDoubt(), clock.instant());
        if (doubtful > 0) {
            LOG.warnf("%d messages for %s were on their way when their dispatcher ended", doubtful, account.name());
        }
        account.carrier().open();
        try {
            Instant lastUp = clock.instant();
            while (!worker.isStopping()) {
                if (account.carrier().isUp()) {
                    lastUp = clock.instant();
                } else if (lastUp.plus(config.downBeforeFallback()).isBefore(clock.instant())) {
                    moveOn(queue);
                }
                if (!mayPass() || !sendNext(queue)) {
                    boolean _ = work.tryAcquire(restNanos(), TimeUnit.NANOSECONDS);
                }
            }
            awaitMessagesOnTheWay();
        } finally {
            account.carrier().close();
        }
    }

    private void moveOn(SendQueue queue) throws SQLException {
        int moved = queue.moveOn();
        if (moved > 0) {
            LOG.warnf("%s is down: %d messages go to their next carrier", account.name(), moved);
        }
    }

    private boolean mayPass() {
        return System.nanoTime() - pausedUntil >= 0 && account.carrier().isUp();
    }

    private long restNanos() {
        long pause = pausedUntil - System.nanoTime();
        long rest = account.carrier().isUp() ? config.pollInterval().toNanos() : LINK_CHECK.toNanos();
        return Math.max(rest, Math.min(pause, TimeUnit.SECONDS.toNanos(1)));
    }

    /** What this replica has still on its way from an earlier time as the one is not in doubt yet. */
    private void awaitMessagesOnTheWay() throws InterruptedException {
        if (room.tryAcquire(account.window(), config.drain().toNanos(), TimeUnit.NANOSECONDS)) {
            room.release(account.window());
        } else {
            LOG.warnf("Messages for %s are still on their way after %s", account.name(), config.drain());
        }
    }

    /** False if there was nothing to do. */
    private boolean sendNext(SendQueue queue) throws SQLException, InterruptedException {
        if (!room.tryAcquire(config.pollInterval().toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        int permits = 1;
        while (permits < LARGEST_TAKE && room.tryAcquire()) {
            permits++;
        }
        List<QueuedMessage> messages = List.of();
        try {
            messages = queue.take(permits, clock.instant());
        } finally {
            room.release(permits - messages.size());
        }
        byLane(messages).values().forEach(this::sendFirst);
        return !messages.isEmpty();
    }

    private static Map<Lane, Deque<QueuedMessage>> byLane(List<QueuedMessage> messages) {
        Map<Lane, Deque<QueuedMessage>> lanes = new LinkedHashMap<>();
        messages.forEach(message -> lanes.computeIfAbsent(message.lane(), lane -> new ArrayDeque<>())
                .add(message));
        return lanes;
    }

    /** The others of the lane follow when this one is done with. */
    private void sendFirst(Deque<QueuedMessage> lane) {
        QueuedMessage message = lane.remove();
        Instant now = clock.instant();
        if (message.isTooLate(now)) {
            settle(Outcome.failed(message, "expired", "expired", now), lane);
            return;
        }
        // An adapter that throws instead of failing must not take the message's place in the window with it.
        Uni.createFrom()
                .deferred(() -> account.carrier().send(sms(message)))
                .subscribe()
                .with(
                        accepted -> {
                            throttled.set(0);
                            settle(Outcome.sent(message, accepted.messageIds(), clock.instant()), lane);
                        },
                        failure -> failed(message, failure, lane));
    }

    private static OutgoingSms sms(QueuedMessage message) {
        return new OutgoingSms(
                message.id(),
                message.sender(),
                message.recipient().number(),
                message.text(),
                message.media().stream().map(URI::create).toList(),
                message.expiresAt());
    }

    private void failed(QueuedMessage message, Throwable thrown, Deque<QueuedMessage> lane) {
        CarrierFailure failure = thrown instanceof CarrierFailure expected ? expected : unforeseen(thrown);
        if (failure.kind() == CarrierFailure.Kind.THROTTLED) {
            pause(retries.throttlePause(throttled.incrementAndGet(), failure));
        }
        settle(retries.after(failure, message, clock.instant()), lane);
    }

    /** Whatever it was, the message may have gone. */
    private CarrierFailure unforeseen(Throwable thrown) {
        LOG.errorf(thrown, "The adapter of %s failed in a way of its own", account.name());
        return CarrierFailure.unknown("adapter", "The adapter failed", thrown);
    }

    private void pause(Duration pause) {
        pausedUntil = System.nanoTime() + pause.toNanos();
        LOG.debugf("%s is throttled: nothing more for %s", account.name(), pause);
    }

    private void settle(Outcome outcome, Deque<QueuedMessage> lane) {
        outcomes.record(outcome)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(WRITES)
                .subscribe()
                .with(
                        durable -> {
                            done();
                            proceed(outcome, lane);
                        },
                        failure -> {
                            // It stays on its way until the next dispatcher, maybe this one, looks at it.
                            LOG.warnf(failure, "What came of a message for %s is not written down", account.name());
                            room.release(1 + lane.size());
                        });
    }

    private void done() {
        room.release();
        wake();
    }

    /** Whoever has to wait holds up all behind it. */
    private void proceed(Outcome outcome, Deque<QueuedMessage> lane) {
        if (lane.isEmpty()) {
            return;
        }
        if (outcome.state().equals("queued")) {
            settle(Outcome.untried(lane.remove(), clock.instant()), lane);
        } else {
            sendFirst(lane);
        }
    }
}
