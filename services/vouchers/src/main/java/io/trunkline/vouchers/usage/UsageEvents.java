package io.trunkline.vouchers.usage;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.dialer.CallEvent;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.inbox.Inbox;
import io.trunkline.vouchers.ledger.EntryKind;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears which calls are over and which messages are on their way. The event and its charge commit together. */
@ApplicationScoped
class UsageEvents {

    private static final String CONSUMER = "usage";

    private final Inbox inbox;
    private final UsageService usages;

    UsageEvents(Inbox inbox, UsageService usages) {
        this.inbox = inbox;
        this.usages = usages;
    }

    @Incoming("calls")
    Uni<Void> onCalls(KafkaRecordBatch<String, byte[]> batch) {
        return on(batch);
    }

    @Incoming("messages")
    Uni<Void> onMessages(KafkaRecordBatch<String, byte[]> batch) {
        return on(batch);
    }

    private Uni<Void> on(KafkaRecordBatch<String, byte[]> batch) {
        return inbox.receiveAll(CONSUMER, batch, event -> usageOf(event.event()) != null, this::charge);
    }

    private Uni<Void> charge(SqlConnection transaction, List<CloudEvent> events) {
        return usages.charge(
                transaction,
                events.stream()
                        .map(event -> Objects.requireNonNull(usageOf(event.event())))
                        .toList());
    }

    /** Null for what nobody pays for. */
    private static @Nullable Usage usageOf(Event event) {
        return switch (event) {
            case CallEvent.Completed call ->
                new Usage(
                        EntryKind.CALL,
                        call.callId(),
                        call.accountId(),
                        call.to(),
                        call.billableSeconds(),
                        beginning(call));
            case MessageEvent.Sent message
            when message.accountId() != null ->
                new Usage(
                        EntryKind.MESSAGE,
                        message.messageId(),
                        message.accountId(),
                        message.to(),
                        message.segments(),
                        message.at());
            default -> null;
        };
    }

    private static Instant beginning(CallEvent.Completed call) {
        Instant answeredAt = call.answeredAt();
        return answeredAt == null ? call.startedAt() : answeredAt;
    }
}
