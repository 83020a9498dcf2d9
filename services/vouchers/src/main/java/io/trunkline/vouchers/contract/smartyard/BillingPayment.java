package io.trunkline.vouchers.contract.smartyard;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.ContractProblem;
import io.trunkline.vouchers.payment.Payment;
import io.trunkline.vouchers.payment.PaymentPurpose;
import io.trunkline.vouchers.payment.Refund;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A payment that the billing system is told of. What it has done with the money we do not know, so nothing is sent back from here:
 * its operators do that where they see it.
 */
@ApplicationScoped
class BillingPayment implements PaymentPurpose {

    static final String NAME = "billing";

    private final BillingNotices notices;

    BillingPayment(BillingNotices notices) {
        this.notices = notices;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<Void> paid(SqlConnection transaction, Payment payment) {
        return notices.add(transaction, payment.id(), PaidContract.of(payment), payment.amount());
    }

    @Override
    public Uni<Void> setAside(SqlConnection transaction, Payment payment, Refund refund) {
        return Uni.createFrom()
                .failure(new Refused(ContractProblem.REFUND_ELSEWHERE, "Send it back from the billing system"));
    }

    @Override
    public Uni<Void> refunded(SqlConnection transaction, Payment payment, Refund refund) {
        throw new IllegalStateException("Nothing has been set aside");
    }

    @Override
    public Uni<Void> kept(SqlConnection transaction, Payment payment, Refund refund) {
        throw new IllegalStateException("Nothing has been set aside");
    }
}
