package io.trunkline.kit.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.address.OutsideAddresses.AddressRefused;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.webhook.DeliveryTable.Claimed;
import io.trunkline.kit.webhook.WebhookClient.PlainHttpRefused;
import io.trunkline.kit.webhook.WebhookDelivery.Target;
import io.trunkline.kit.webhook.WebhookMetrics.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Works off the queue. All replicas do, side by side: each takes a lease on what is due, calls, and settles what came of it. A
 * lease is longer than a call can last, so nothing is on the way twice; if the replica is gone, it ends, and another one calls.
 */
@ApplicationScoped
class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    /** Beyond the longest call: to settle it, and for clocks that differ. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(14);

    private static final Duration GIVE_UP_AGAIN = Duration.ofSeconds(10);
    private static final int MOST_GIVEN_UP = 500;
    private static final int GIVEN_UP_AT_ONCE = 8;
    private static final int MOST_FORGOTTEN = 5_000;

    private final DeliveryTable table;
    private final WebhookClient client;
    private final WebhookSecrets secrets;
    private final WebhookPurposes purposes;
    private final WebhookMetrics metrics;
    private final WebhookConfig config;
    private final Transactions transactions;
    private final Vertx vertx;
    private final Clock clock;
    private final RetrySchedule retries;

    /** A permit for each call that may still go on its way. */
    private final Semaphore room;

    private final Map<Target, Integer> onTheWay = new ConcurrentHashMap<>();
    /** How often it was woken since the last look began; only the first wakes it. */
    private final AtomicInteger calls = new AtomicInteger();

    private volatile boolean stopping;

    WebhookSender(
            DeliveryTable table,
            WebhookClient client,
            WebhookSecrets secrets,
            WebhookPurposes purposes,
            WebhookMetrics metrics,
            WebhookConfig config,
            Transactions transactions,
            Vertx vertx,
            Clock clock) {
        this.table = table;
        this.client = client;
        this.secrets = secrets;
        this.purposes = purposes;
        this.metrics = metrics;
        this.config = config;
        this.transactions = transactions;
        this.vertx = vertx;
        this.clock = clock;
        this.retries = new RetrySchedule(config.firstPause(), config.longestPause(), () -> ThreadLocalRandom.current()
                .nextDouble());
        this.room = new Semaphore(config.onTheWay());
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                config.pollInterval().toMillis(), config.pollInterval().toMillis(), timer -> wake());
        vertx.setPeriodic(config.measureInterval().toMillis(), timer -> measure());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (!room.tryAcquire(config.onTheWay(), config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.infof("Webhooks are still on their way after %s: they will be repeated", config.drain());
        }
    }

    /** There may be something to send. However often it is called during a look, one more look finds it all. */
    void wake() {
        if (!stopping && calls.getAndIncrement() == 0) {
            look();
        }
    }

    private void look() {
        int seen = calls.get();
        giveUpWhatHasRunOut().chain(this::sendWhatIsDue).subscribe().with(done -> lookAgainUnless(seen), failure -> {
            LOG.warnf(failure, "Webhooks cannot be read; next try in %s", config.pollInterval());
            calls.set(0);
        });
    }

    private void lookAgainUnless(int seen) {
        if (!calls.compareAndSet(seen, 0)) {
            look();
        }
    }

    private Uni<Void> sendWhatIsDue() {
        int free = room.drainPermits();
        if (free == 0 || stopping) {
            room.release(free);
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        return table.claim(Map.copyOf(onTheWay), config.onTheWayPerEndpoint(), free, now, now.plus(lease()))
                .onFailure()
                .invoke(() -> room.release(free))
                .invoke(claimed -> {
                    room.release(free - claimed.size());
                    claimed.forEach(this::send);
                })
                .replaceWithVoid();
    }

    private Duration lease() {
        return config.connect().multipliedBy(2).plus(config.answer()).plus(LEASE_MARGIN);
    }

    private void send(Claimed claimed) {
        WebhookDelivery delivery = claimed.delivery();
        onTheWay.merge(delivery.target(), 1, Integer::sum);
        Uni.createFrom()
                .deferred(() -> post(claimed))
                .onItemOrFailure()
                .transformToUni((answer, failure) ->
                        failure == null ? take(delivery, answer) : tryAgain(delivery, reasonOf(failure)))
                .subscribe()
                .with(done -> free(delivery.target()), failure -> {
                    // Its lease brings it back.
                    LOG.warnf(failure, "What came of the webhook %s could not be stored", delivery.id());
                    free(delivery.target());
                });
    }

    private void free(Target target) {
        onTheWay.computeIfPresent(target, (same, posts) -> posts == 1 ? null : posts - 1);
        room.release();
        wake();
    }

    private Uni<WebhookAnswer> post(Claimed claimed) {
        WebhookDelivery delivery = claimed.delivery();
        Instant now = clock.instant();
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "user-agent", "Trunkline",
                "webhook-id", delivery.id().toString(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", secrets.signatures(delivery, claimed.generations(), timestamp));
        return client.post(
                URI.create(delivery.url()),
                headers,
                Buffer.buffer(delivery.body()),
                Duration.between(now, delivery.expiresAt()));
    }

    private Uni<Void> take(WebhookDelivery delivery, WebhookAnswer answer) {
        if (settles(delivery, answer)) {
            return settle(delivery, answer);
        }
        return answer.isRefusal() ? giveUp(delivery, "refused") : tryAgain(delivery, "status " + answer.status());
    }

    private boolean settles(WebhookDelivery delivery, WebhookAnswer answer) {
        WebhookPurpose purpose = purposes.named(delivery.purpose());
        return purpose == null ? answer.isSuccess() : purpose.isSettledBy(answer);
    }

    private Uni<Void> settle(WebhookDelivery delivery, WebhookAnswer answer) {
        return end(
                        delivery,
                        transaction -> table.remove(transaction, delivery),
                        (purpose, transaction) -> purpose.answered(transaction, delivery, answer),
                        Outcome.DELIVERED)
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "The answer to the webhook %s could not be taken", delivery.id()))
                .onFailure()
                .recoverWithUni(() -> tryAgain(delivery, "not taken"));
    }

    private Uni<Void> giveUp(WebhookDelivery delivery, String failure) {
        return end(
                        delivery,
                        transaction -> table.fail(transaction, delivery, failure, clock.instant()),
                        (purpose, transaction) -> purpose.gaveUp(transaction, delivery),
                        Outcome.GIVEN_UP)
                .onFailure()
                .invoke(cause -> LOG.warnf(cause, "The webhook %s could not be given up", delivery.id()))
                .onFailure()
                .recoverWithUni(
                        () -> table.giveUpLater(delivery, clock.instant().plus(GIVE_UP_AGAIN))
                                .replaceWithVoid());
    }

    /** What a purpose does when a delivery has come to its end. */
    @FunctionalInterface
    private interface Effect {
        Uni<Void> apply(WebhookPurpose purpose, SqlConnection transaction);
    }

    /** The end of a delivery and its effect commit together; nothing happens if the delivery is somebody else's by now. */
    private Uni<Void> end(
            WebhookDelivery delivery, Function<SqlConnection, Uni<Boolean>> end, Effect effect, Outcome outcome) {
        WebhookPurpose purpose = purposes.named(delivery.purpose());
        return transactions
                .inTransaction(transaction -> end.apply(transaction)
                        .call(ours -> ours && purpose != null
                                ? effect.apply(purpose, transaction)
                                : Uni.createFrom().voidItem()))
                .invoke(ours -> {
                    if (ours) {
                        metrics.count(delivery.purpose(), outcome);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> tryAgain(WebhookDelivery delivery, String failure) {
        metrics.count(delivery.purpose(), Outcome.TRIED_AGAIN);
        LOG.debugf("The webhook %s is tried again: %s", delivery.id(), failure);
        Instant due = clock.instant().plus(retries.pauseAfter(delivery.attempts()));
        return table.tryAgain(delivery, failure, due).replaceWithVoid();
    }

    /** For the operator who reads the table; the customer's server has no say in it. */
    private static String reasonOf(Throwable failure) {
        if (failure instanceof AddressRefused || failure instanceof PlainHttpRefused) {
            return "address refused";
        }
        return failure instanceof UnknownHostException ? "unknown host" : "no answer";
    }

    private Uni<Void> giveUpWhatHasRunOut() {
        return table.runOut(clock.instant(), MOST_GIVEN_UP)
                .invoke(runOut -> {
                    if (runOut.size() == MOST_GIVEN_UP) {
                        calls.incrementAndGet();
                    }
                })
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUni(delivery -> giveUp(delivery, "expired"))
                .merge(GIVEN_UP_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void measure() {
        table.backlog(clock.instant())
                .subscribe()
                .with(metrics::measured, failure -> LOG.debugf(failure, "The backlog cannot be measured"));
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            identity = "webhook-sweep",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetFailed() {
        return table.forgetFailedBefore(clock.instant().minus(config.failedKept()), MOST_FORGOTTEN);
    }
}
