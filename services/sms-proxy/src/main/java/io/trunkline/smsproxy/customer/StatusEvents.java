package io.trunkline.smsproxy.customer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.smsproxy.MaskedSessionEvent;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.inbox.Inbox;
import io.trunkline.kit.webhook.NewDelivery;
import io.trunkline.kit.webhook.WebhookDeliveries;
import io.trunkline.kit.webhook.WebhookEndpoints;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Tells owners who want it what this service tells the bus. Where nobody does, nothing is even read. */
@ApplicationScoped
class StatusEvents {

    private static final String CONSUMER = "status-webhooks";

    private final Inbox inbox;
    private final WebhookEndpoints endpoints;
    private final WebhookDeliveries deliveries;

    StatusEvents(Inbox inbox, WebhookEndpoints endpoints, WebhookDeliveries deliveries) {
        this.inbox = inbox;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    @Incoming("status-of-messages")
    Uni<Void> onMessages(KafkaRecordBatch<String, byte[]> batch) {
        return on(batch);
    }

    @Incoming("status-of-sessions")
    Uni<Void> onSessions(KafkaRecordBatch<String, byte[]> batch) {
        return on(batch);
    }

    private Uni<Void> on(KafkaRecordBatch<String, byte[]> batch) {
        return endpoints
                .ownersWith(StatusPurpose.NAME)
                .chain(owners -> owners.isEmpty()
                        ? Uni.createFrom().completionStage(() -> batch.ack())
                        : inbox.receiveAll(CONSUMER, batch, event -> isFor(owners, event), this::queue));
    }

    private static boolean isFor(Set<UUID> owners, CloudEvent event) {
        UUID owner = ownerOf(event.event());
        return owner != null && owners.contains(owner);
    }

    private static @Nullable UUID ownerOf(Event event) {
        return switch (event) {
            case MessageEvent.Received received -> received.accountId();
            case MessageEvent.Accepted accepted -> accepted.accountId();
            case MessageEvent.Sent sent -> sent.accountId();
            case MessageEvent.Delivered delivered -> delivered.accountId();
            case MessageEvent.Failed failed -> failed.accountId();
            case MaskedSessionEvent.Started started -> started.accountId();
            case MaskedSessionEvent.Ended ended -> ended.accountId();
            case MaskedSessionEvent.Expired expired -> expired.accountId();
            default -> null;
        };
    }

    private Uni<Void> queue(SqlConnection transaction, List<CloudEvent> events) {
        return deliveries
                .queue(transaction, events.stream().map(StatusEvents::delivery).toList())
                .replaceWithVoid();
    }

    private static NewDelivery delivery(CloudEvent event) {
        UUID owner = Objects.requireNonNull(ownerOf(event.event()));
        return new NewDelivery(event.id(), owner, StatusPurpose.NAME, body(event.event()), null);
    }

    private static String body(Event event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", event.type())
                .put("timestamp", event.at().toString())
                .putRawValue("data", new RawValue(CloudEvent.json(event)))
                .toString();
    }
}
