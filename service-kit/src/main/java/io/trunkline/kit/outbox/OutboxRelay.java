package io.trunkline.kit.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.kit.database.SoleWorker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries rows from the outbox to the broker: reads a batch in id order, sends it, waits for every acknowledgement, deletes
 * it. One replica at a time does this, the one that holds an advisory lock on a connection of its own; if it is lost, the
 * database frees the lock and another replica goes on with what was not deleted.
 *
 * <p>No "last id" is kept: a lower id may commit later than a higher one, and is simply found in the next round.
 *
 * <p>Blocking by design, on a thread of its own: the order of steps is the whole point, and it reads from top to bottom.
 */
@ApplicationScoped
class OutboxRelay implements SoleWorker.Work {

    /** Any constant will do: the lock lives in the service's own database. */
    private static final long LEADER_LOCK = 0x6f7574626f78L;

    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(10);

    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final String bootstrapServers;
    private final String source;
    /** One permit means "look again": however many rows were committed meanwhile, one look finds them all. */
    private final Semaphore work = new Semaphore(0);

    private final SoleWorker worker;

    OutboxRelay(
            DataSource database,
            OutboxConfig config,
            OutboxMetrics metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.metrics = metrics;
        this.bootstrapServers = bootstrapServers;
        this.source = "/trunkline/" + service;
        this.worker = new SoleWorker("outbox-relay", LEADER_LOCK, database, config.retryInterval(), this);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    /** After everything that may still write events, before the data source is closed. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) throws InterruptedException {
        worker.stop();
        wake();
        worker.join(LONGEST_SHUTDOWN);
    }

    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    @Override
    public void lead(Connection connection) throws SQLException, InterruptedException {
        OutboxTable table = new OutboxTable(connection);
        try (EventPublisher publisher = new EventPublisher(bootstrapServers, source)) {
            while (!worker.isStopping()) {
                int published = publishNext(table, publisher);
                metrics.lead(table, config.measureInterval());
                if (published < config.batchSize()) {
                    boolean _ = work.tryAcquire(config.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
                }
            }
            // What committed while the service was ending still goes out, if the broker takes it at once.
            publishNext(table, publisher);
        }
    }

    @Override
    public void follow() {
        metrics.follow();
    }

    private int publishNext(OutboxTable table, EventPublisher publisher) throws SQLException, InterruptedException {
        List<OutboxRow> batch = table.next(config.batchSize());
        if (!batch.isEmpty()) {
            publisher.publish(batch, table::requireConnection);
            table.delete(batch);
            metrics.published(batch.size());
        }
        return batch.size();
    }
}
