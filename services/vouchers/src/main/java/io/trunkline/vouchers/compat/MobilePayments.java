package io.trunkline.vouchers.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.ContractPayments;
import io.trunkline.vouchers.payment.Payment;
import io.trunkline.vouchers.payment.PaymentService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Payments as the Apps make them: noted, then paid on a page of the bank, or at the bank by the App itself. */
@ApplicationScoped
class MobilePayments {

    private static final String UNDER_WAY = "Платёж обрабатывается";
    private static final String NUMBER = "[0-9a-f]{32}";

    private final ContractPayments contracts;
    private final PaymentService payments;

    MobilePayments(ContractPayments contracts, PaymentService payments) {
        this.contracts = contracts;
        this.payments = payments;
    }

    /** The number under which an App may order at the bank. */
    Uni<String> prepare(UUID account, PrepareRequest request) {
        return contracts
                .prepare(account, contract -> contract.clientId().equals(request.clientId()), request.amount())
                .map(Payment::number);
    }

    /** @throws Refused also if the amount is not that of the payment: it is never what a program says the second time */
    Uni<PayRegisterView> register(UUID account, RegisterRequest request) {
        return own(account, request.orderNumber())
                .invoke(payment -> requireAmount(payment, request.amount()))
                .chain(payments::openPage)
                .map(MobilePayments::page);
    }

    /** @throws Refused if it can not be paid on a page: it is over, or an App has ordered at the bank itself */
    private static PayRegisterView page(Payment payment) {
        if (payment.state() != Payment.State.PENDING || payment.reference() == null || payment.page() == null) {
            throw new Refused(KitProblem.CONFLICT, "Prepare another payment");
        }
        return new PayRegisterView(payment.reference(), payment.page());
    }

    private static void requireAmount(Payment payment, long amount) {
        if (payment.amount().minor() != amount) {
            throw Refused.invalid("amount", "is not that of the payment");
        }
    }

    /**
     * What has become of a payment, in words. If the bank cannot be asked now, it will be: an error would let people pay again.
     *
     * @throws Refused if the account has no such payment, or the bank's order is for another one
     */
    Uni<String> process(UUID account, ProcessRequest request) {
        return own(account, request.paymentId()).chain(payment -> payments.confirm(payment, request.sbId())
                .map(MobilePayments::words)
                .onFailure(MobilePayments::isForNow)
                .recoverWithItem(UNDER_WAY));
    }

    private static boolean isForNow(Throwable failure) {
        return failure instanceof Refused refused && refused.retryAfter() != null;
    }

    private static String words(Payment payment) {
        return switch (payment.state()) {
            case CREATED, PENDING -> UNDER_WAY;
            case SUCCEEDED -> "Платёж принят";
            case FAILED -> "Платёж не прошёл";
            case DISPUTED -> "Платёж проверяется";
        };
    }

    private Uni<Payment> own(UUID account, String number) {
        return number.matches(NUMBER)
                ? payments.own(idOf(number), account)
                : Uni.createFrom().failure(new Refused(KitProblem.NOT_FOUND, "No payment of yours has this number"));
    }

    /** A number is an id without its dashes. */
    private static UUID idOf(String number) {
        return new UUID(
                Long.parseUnsignedLong(number.substring(0, 16), 16), Long.parseUnsignedLong(number.substring(16), 16));
    }
}
