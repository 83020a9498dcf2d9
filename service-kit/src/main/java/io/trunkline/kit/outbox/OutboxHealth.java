package io.trunkline.kit.outbox;

import io.smallrye.health.api.Wellness;
import io.trunkline.kit.outbox.OutboxTable.Backlog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Unwell, though ready, while events do not get out: requests can still be served, their events wait in the database.
 */
@Wellness
@ApplicationScoped
class OutboxHealth implements HealthCheck {

    private final OutboxMetrics metrics;
    private final OutboxConfig config;

    OutboxHealth(OutboxMetrics metrics, OutboxConfig config) {
        this.metrics = metrics;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        Backlog backlog = metrics.backlog();
        return HealthCheckResponse.named("outbox")
                .status(backlog.age().compareTo(config.unwellAfter()) < 0)
                .withData("backlog", backlog.events())
                .withData("oldestSeconds", backlog.age().toSeconds())
                .build();
    }
}
