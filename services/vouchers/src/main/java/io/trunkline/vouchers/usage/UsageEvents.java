package io.trunkline.vouchers.usage;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.dialer.CallEvent;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.inbox.Inbox;
import io.trunkline.vouchers.guard.CallGuard;
import io.trunkline.vouchers.ledger.EntryKind;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Hears which calls have been answered and are over, and which messages are on their way. The event and its charge commit
 * together.
 */
@ApplicationScoped
class UsageEvents {

    private static final String CONSUMER = "usage";

    private final Inbox inbox;
    private final UsageService usages;
    private final CallGuard guard;

    UsageEvents(Inbox inbox, UsageService usages, CallGuard guard) {
        this.inbox = inbox;
        this.usages = usages;
        this.guard = guard;
    }

    @Incoming("calls")
    Uni<Void> onCalls(KafkaRecordBatch<String, byte[]> batch) {
        return inbox.receiveAll(CONSUMER, batch, UsageEvents::isOfInterest, this::takeCalls)
                .chain(guard::look);
    }

    private static boolean isOfInterest(CloudEvent event) {
        return event.event() instanceof CallEvent.Answered || event.event() instanceof CallEvent.Completed;
    }

    private Uni<Void> takeCalls(SqlConnection transaction, List<CloudEvent> events) {
        List<Usage> over = usagesOf(events);
        Set<UUID> ended = over.stream().map(Usage::id).collect(Collectors.toSet());
        return guard.begin(transaction, answered(events, ended))
                .chain(() -> guard.end(transaction, ended))
                .chain(held -> usages.charge(transaction, over, held));
    }

    /** Those that are still going on. */
    private static List<CallEvent.Answered> answered(List<CloudEvent> events, Set<UUID> ended) {
        return events.stream()
                .map(CloudEvent::event)
                .filter(CallEvent.Answered.class::isInstance)
                .map(CallEvent.Answered.class::cast)
                .filter(call -> !ended.contains(call.callId()))
                .toList();
    }

    @Incoming("messages")
    Uni<Void> onMessages(KafkaRecordBatch<String, byte[]> batch) {
        return inbox.receiveAll(CONSUMER, batch, event -> usageOf(event.event()) != null, this::takeMessages);
    }

    private Uni<Void> takeMessages(SqlConnection transaction, List<CloudEvent> events) {
        return usages.charge(transaction, usagesOf(events), Map.of());
    }

    private static List<Usage> usagesOf(List<CloudEvent> events) {
        return events.stream()
                .map(event -> usageOf(event.event()))
                .filter(Objects::nonNull)
                .toList();
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
