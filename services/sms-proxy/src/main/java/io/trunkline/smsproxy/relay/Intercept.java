package io.trunkline.smsproxy.relay;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.webhook.WebhookAnswer;
import io.trunkline.kit.webhook.WebhookDelivery;
import io.trunkline.kit.webhook.WebhookPurpose;
import io.trunkline.smsproxy.message.HeldMessages;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Asks an owner before a message is passed on. 403 stops it; any other answer, and none in time, lets it pass: a customer's
 * server that is down must not silence people.
 */
@ApplicationScoped
class Intercept implements WebhookPurpose {

    private static final int FORBIDDEN = 403;
    private static final String VETOED = "vetoed";

    private final HeldMessages held;
    private final InboundMessages inbound;
    private final Questions questions;

    Intercept(HeldMessages held, InboundMessages inbound, Questions questions) {
        this.held = held;
        this.inbound = inbound;
        this.questions = questions;
    }

    @Override
    public String name() {
        return Question.INTERCEPT.purpose();
    }

    @Override
    public boolean isSettledBy(WebhookAnswer answer) {
        return true;
    }

    @Override
    public Uni<Void> answered(SqlConnection transaction, WebhookDelivery delivery, WebhookAnswer answer) {
        return answer.status() == FORBIDDEN
                ? veto(transaction, delivery.id(), questions.sessionOf(delivery))
                : gaveUp(transaction, delivery);
    }

    private Uni<Void> veto(SqlConnection transaction, UUID message, UUID session) {
        return held.reject(transaction, session, message, VETOED)
                .chain(stopped -> stopped
                        ? inbound.vetoed(transaction, message)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> gaveUp(SqlConnection transaction, WebhookDelivery delivery) {
        return held.release(transaction, questions.sessionOf(delivery), delivery.id());
    }
}
