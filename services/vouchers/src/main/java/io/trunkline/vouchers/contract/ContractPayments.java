package io.trunkline.vouchers.contract;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.payment.NewPayment;
import io.trunkline.vouchers.payment.Payment;
import io.trunkline.vouchers.payment.PaymentService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
     * Notes a payment for a contract of the account, and makes it known to the billing system; no provider has been asked for
     * it yet.
     *
     * @param minor in the smallest unit of the contract's currency
     * @throws Refused 404 if the account has no such contract, 400 if the amount is not acceptable
     */
    public Uni<Payment> prepare(UUID account, Predicate<Contract> wanted, long minor) {
        return contracts
                .seen(account, wanted)
                .chain(seen -> note(account, seen, new Money(minor, currencyOf(seen)), /* idempotencyKey= */ null));
    }

    /**
     * The same, once for each key.
     *
     * @throws Refused 400 also if the amount is in another currency than the contract
     */
    Uni<Payment> prepare(UUID account, String contract, Money amount, String idempotencyKey) {
        return contracts
                .seen(account, one -> one.id().equals(contract))
                .invoke(seen -> requireCurrencyOf(seen, amount))
                .chain(seen -> note(account, seen, amount, idempotencyKey));
    }

    private static void requireCurrencyOf(Contracts.Seen seen, Money amount) {
        if (!amount.currency().equals(currencyOf(seen))) {
            throw Refused.invalid("amount", "must be in " + currencyOf(seen));
        }
    }

    private static Currency currencyOf(Contracts.Seen seen) {
        return seen.contract().balance().currency();
    }

    private Uni<Payment> note(UUID account, Contracts.Seen seen, Money amount, @Nullable String idempotencyKey) {
        BillingSystem.Reason reason = billing.reasonFor(seen.contract(), seen.phone());
        NewPayment wanted = new NewPayment(account, amount, null, reason.purpose(), reason.reference());
        return payments.create(wanted, idempotencyKey).call(billing::announce);
    }
}
