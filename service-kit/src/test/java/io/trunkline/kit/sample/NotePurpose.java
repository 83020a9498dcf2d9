package io.trunkline.kit.sample;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.webhook.WebhookAnswer;
import io.trunkline.kit.webhook.WebhookDelivery;
import io.trunkline.kit.webhook.WebhookPurpose;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what the customer has answered, or that he has not; the answer "forbidden" breaks a rule of the database. */
@ApplicationScoped
class NotePurpose implements WebhookPurpose {

    @Override
    public String name() {
        return "note";
    }

    @Override
    public Uni<Void> answered(SqlConnection transaction, WebhookDelivery delivery, WebhookAnswer answer) {
        return note(transaction, delivery, answer.body().toString());
    }

    @Override
    public Uni<Void> gaveUp(SqlConnection transaction, WebhookDelivery delivery) {
        return note(transaction, delivery, "gave up");
    }

    private static Uni<Void> note(SqlConnection transaction, WebhookDelivery delivery, String text) {
        return transaction
                .preparedQuery("insert into note (id, text) values ($1, $2)")
                .execute(Tuple.of(delivery.id(), text))
                .replaceWithVoid();
    }
}
