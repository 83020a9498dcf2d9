package io.trunkline.vouchers.contract;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.vouchers.payment.NewPayment;
import io.trunkline.vouchers.payment.Payment;
import io.trunkline.vouchers.payment.PaymentService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Predicate;

/** Payments for contracts. What they are for is fixed when they are noted, so that nobody can tell us another contract later. */
@ApplicationScoped
public class ContractPayments {

    private final Contracts contracts;
    private final BillingSystem billing;
    private final PaymentService payments;

    ContractPayments(Contracts contracts, BillingSystem billing, PaymentService payments) {
        this.contracts = contracts;
        this.billing = billing;
        this.payments = payments;
    }

    /**
     * Notes a payment for a contract of the account, another one with each call; no provider has been asked for it yet.
     *
     * @param minor in the smallest unit of the contract's currency
     * @throws io.trunkline.kit.problem.Refused 404 if the account has no such contract, 400 if the amount is not acceptable
     */
    public Uni<Payment> prepare(UUID account, Predicate<Contract> wanted, long minor) {
        return contracts.seen(account, wanted).chain(seen -> prepare(account, seen, minor));
    }

    private Uni<Payment> prepare(UUID account, Contracts.Seen seen, long minor) {
        Money amount = new Money(minor, seen.contract().balance().currency());
        return billing.invoice(seen.phone(), seen.contract(), amount)
                .map(invoice -> new NewPayment(account, amount, null, invoice.purpose(), invoice.reference()))
                .chain(wanted -> payments.create(wanted, /* idempotencyKey= */ null));
    }
}
