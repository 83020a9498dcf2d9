package io.trunkline.kit.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Something that a customer can be called for. A service has a bean for each. What it does in the transaction it is given
 * commits together with the end of the delivery, so it is done once, even if the customer was called more often.
 */
public interface WebhookPurpose {

    /** In the path of the API and with every delivery: unique within the service, and for ever. */
    String name();

    /** Whether an answer ends the delivery; any other is followed by the next attempt, save 410, which refuses it. */
    default boolean isSettledBy(WebhookAnswer answer) {
        return answer.isSuccess();
    }

    /** The customer has answered so that the delivery is settled. If this fails, nothing is settled: it is tried again. */
    default Uni<Void> answered(SqlConnection transaction, WebhookDelivery delivery, WebhookAnswer answer) {
        return Uni.createFrom().voidItem();
    }

    /** No such answer has come in time, or the customer has refused it (410). If this fails, it is called again. */
    default Uni<Void> gaveUp(SqlConnection transaction, WebhookDelivery delivery) {
        return Uni.createFrom().voidItem();
    }
}
