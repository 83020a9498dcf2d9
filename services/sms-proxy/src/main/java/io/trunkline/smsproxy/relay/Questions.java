package io.trunkline.smsproxy.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.webhook.NewDelivery;
import io.trunkline.kit.webhook.WebhookDeliveries;
import io.trunkline.kit.webhook.WebhookDelivery;
import io.trunkline.kit.webhook.WebhookEndpoints;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.relay.Relay.Decided;
import io.trunkline.smsproxy.relay.Route.WriterSeat;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks owners about messages, by webhooks that are queued with what they are about. */
@ApplicationScoped
class Questions {

    private final WebhookEndpoints endpoints;
    private final WebhookDeliveries deliveries;
    private final ProxyConfig config;
    private final ObjectMapper json;

    Questions(WebhookEndpoints endpoints, WebhookDeliveries deliveries, ProxyConfig config, ObjectMapper json) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.config = config;
        this.json = json;
    }

    /** Who wants to be asked now. */
    Uni<Askers> askers() {
        return Uni.combine()
                .all()
                .unis(
                        endpoints.ownersWith(Question.INTERCEPT.purpose()),
                        endpoints.ownersWith(Question.OUT_OF_SESSION.purpose()))
                .with(Askers::new);
    }

    /** What an owner is told: the message, which is the delivery's id as well. */
    record Asked(String type, Instant timestamp, Message data) {}

    /**
     * @param session null for a stranger's
     * @param from who wrote it
     * @param to the virtual number
     */
    record Message(
            UUID id,
            @Nullable UUID session,
            @Nullable UUID participant,
            String from,
            String to,
            String text,
            List<String> media) {}

    /** Asks about those messages that there is something to ask about. */
    Uni<Void> ask(SqlConnection transaction, List<Decided> messages) {
        List<NewDelivery> questions = messages.stream().flatMap(this::delivery).toList();
        return questions.isEmpty()
                ? Uni.createFrom().voidItem()
                : deliveries.queue(transaction, questions).replaceWithVoid();
    }

    private Stream<NewDelivery> delivery(Decided one) {
        Question question = one.decision().question();
        UUID owner = one.route().owner();
        return question == null || owner == null
                ? Stream.empty()
                : Stream.of(new NewDelivery(
                        one.message().id(),
                        owner,
                        question.purpose(),
                        text(asked(one, question)),
                        one.message().receivedAt().plus(config.customerPatience())));
    }

    private static Asked asked(Decided one, Question question) {
        Incoming message = one.message();
        WriterSeat seat = one.route().seat();
        return new Asked(
                "sms-proxy.message." + question.purpose(),
                message.receivedAt(),
                new Message(
                        message.id(),
                        seat == null ? null : seat.session(),
                        seat == null ? null : seat.participant(),
                        message.sender(),
                        message.recipient(),
                        message.text(),
                        message.media()));
    }

    private String text(Asked asked) {
        try {
            return json.writeValueAsString(asked);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A record can be written", impossible);
        }
    }

    /** The session of the message that an owner was asked about. */
    UUID sessionOf(WebhookDelivery delivery) {
        try {
            Asked asked = json.readValue(delivery.body(), Asked.class);
            return Objects.requireNonNull(asked.data().session());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was written can be read", impossible);
        }
    }
}
