package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What payments are for. Each method runs in the transaction that changes the payment, which holds the payment's row: if it fails,
 * nothing has changed.
 */
public interface PaymentPurpose {

    /** Unique and for ever: it is stored with every payment. */
    String name();

    /** The money is there: does what it was paid for. */
    Uni<Void> paid(SqlConnection transaction, Payment payment);

    /**
     * Sets aside what is to go back, so that nobody spends it meanwhile.
     *
     * @throws io.trunkline.kit.problem.Refused if it has been used up
     */
    Uni<Void> setAside(SqlConnection transaction, Payment payment, Refund refund);

    /** What was set aside has gone back to the payer. */
    Uni<Void> refunded(SqlConnection transaction, Payment payment, Refund refund);

    /** What was set aside stays, since the provider did not send it back. */
    Uni<Void> kept(SqlConnection transaction, Payment payment, Refund refund);
}
