package io.trunkline.kit.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.kit.outbox.OutboxTable.Backlog;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;

/** Backlog and age of the outbox. Only the leader measures; the others report zero. */
@ApplicationScoped
class OutboxMetrics {

    private final Counter published;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile boolean leader;
    private long measuredAt;

    OutboxMetrics(MeterRegistry registry) {
        published = Counter.builder("trunkline.outbox.published")
                .description("Events that the broker has acknowledged")
                .register(registry);
        Gauge.builder("trunkline.outbox.backlog", () -> backlog.events())
                .description("Events that wait to be published, counted up to 100,000; on the leader only")
                .register(registry);
        Gauge.builder("trunkline.outbox.age", () -> backlog.age().toMillis() / 1000.0)
                .description("Age of the oldest event that waits; on the leader only")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("trunkline.outbox.leader", () -> leader ? 1 : 0)
                .description("1 on the replica that publishes")
                .register(registry);
    }

    void published(int events) {
        published.increment(events);
    }

    void lead(OutboxTable table, Duration interval) throws SQLException {
        leader = true;
        long now = System.nanoTime();
        if (measuredAt == 0 || now - measuredAt >= interval.toNanos()) {
            measuredAt = now;
            backlog = table.backlog();
        }
    }

    void follow() {
        leader = false;
        backlog = Backlog.NONE;
        measuredAt = 0;
    }

    Backlog backlog() {
        return backlog;
    }
}
