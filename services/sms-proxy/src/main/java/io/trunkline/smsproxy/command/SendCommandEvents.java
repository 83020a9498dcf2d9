package io.trunkline.smsproxy.command;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.smsproxy.MessageEvent.Origin;
import io.trunkline.events.smsproxy.SendCommand;
import io.trunkline.kit.inbox.Inbox;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.message.NewMessage;
import io.trunkline.smsproxy.message.NewMessage.Priority;
import io.trunkline.smsproxy.message.OutgoingMessages;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Sends what other services ask for: once, before relays, within a budget, and not after it is worth nothing. */
@ApplicationScoped
class SendCommandEvents {

    private final Inbox inbox;
    private final OutgoingMessages messages;
    private final Budgets budgets;
    private final CommandConfig config;
    private final ProxyConfig proxy;
    private final Clock clock;

    SendCommandEvents(
            Inbox inbox,
            OutgoingMessages messages,
            Budgets budgets,
            CommandConfig config,
            ProxyConfig proxy,
            Clock clock) {
        this.inbox = inbox;
        this.messages = messages;
        this.budgets = budgets;
        this.config = config;
        this.proxy = proxy;
        this.clock = clock;
    }

    @Incoming("send-commands")
    Uni<Void> on(ConsumerRecord<String, byte[]> record) {
        return inbox.receive("send-commands", record, this::apply);
    }

    private Uni<Void> apply(SqlConnection transaction, CloudEvent event) {
        return switch (event.event()) {
            case SendCommand.Requested requested ->
                messages.has(transaction, requested.messageId())
                        .chain(known -> known ? Uni.createFrom().voidItem() : send(transaction, requested));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> send(SqlConnection transaction, SendCommand.Requested requested) {
        NewMessage message = message(requested);
        return budgets.spend(transaction, requested.to())
                .chain(within -> within
                        ? messages.queue(transaction, List.of(message))
                        : messages.refuse(transaction, message, "over-budget"));
    }

    private NewMessage message(SendCommand.Requested requested) {
        return new NewMessage(
                requested.messageId(),
                null,
                null,
                null,
                null,
                Origin.COMMAND,
                config.sender(),
                requested.to(),
                requested.text(),
                List.of(),
                requested.purpose() == SendCommand.Purpose.ONE_TIME_CODE ? Priority.CODE : Priority.NOTICE,
                proxy.defaultCarrier(),
                config.fallbackCarriers().orElse(List.of()),
                requested.expiresAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
    }
}
