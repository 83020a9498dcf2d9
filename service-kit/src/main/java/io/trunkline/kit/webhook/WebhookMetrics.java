package io.trunkline.kit.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.kit.webhook.DeliveryTable.Backlog;
import jakarta.enterprise.context.ApplicationScoped;

/** What came of calls, and what waits. Every replica reports the whole backlog. */
@ApplicationScoped
class WebhookMetrics {

    private final MeterRegistry registry;
    private volatile Backlog backlog = Backlog.NONE;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("trunkline.webhooks.backlog", () -> backlog.deliveries())
                .description("Deliveries that wait or are on the way, counted up to 100,000")
                .register(registry);
        Gauge.builder("trunkline.webhooks.age", () -> backlog.age().toMillis() / 1000.0)
                .description("Age of the oldest of them")
                .baseUnit("seconds")
                .register(registry);
    }

    /** What an attempt ended with. The customer, and his server's status, are no labels: they have no bound. */
    enum Outcome {
        DELIVERED("delivered"),
        TRIED_AGAIN("tried-again"),
        GIVEN_UP("given-up");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    void count(String purpose, Outcome outcome) {
        registry.counter("trunkline.webhooks.attempts", "purpose", purpose, "outcome", outcome.label)
                .increment();
    }

    void measured(Backlog measured) {
        backlog = measured;
    }
}
