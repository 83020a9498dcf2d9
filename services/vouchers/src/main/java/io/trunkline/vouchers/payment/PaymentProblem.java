package io.trunkline.vouchers.payment;

import io.trunkline.kit.problem.ProblemType;

/** Ways in which a payment or a refund can be refused. */
enum PaymentProblem implements ProblemType {
    UNKNOWN_PAYMENT(404, "There is no such payment"),
    PAYMENTS_NOT_OFFERED(409, "Payments are not offered"),
    PAYMENT_OVER(409, "This payment can not be paid any more"),
    ANOTHER_PAYMENT(409, "The provider's order belongs to another payment"),
    NO_WALLETS(409, "This provider takes no wallets"),
    NOT_PAID(409, "This payment has not been paid"),
    MORE_THAN_PAID(409, "More would go back than was paid"),
    REFUND_UNDER_WAY(409, "Another refund of this payment is under way"),
    CREDIT_SPENT(409, "The credit of this payment has been spent"),
    WALLET_REFUSED(402, "The payment was refused"),
    PROVIDER_REFUSED(502, "The payment provider does not take this payment"),
    PROVIDER_UNAVAILABLE(503, "The payment provider can not be asked now");

    private final int status;
    private final String title;

    PaymentProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
