package io.trunkline.vouchers.contract.ledger;

import io.trunkline.kit.Ids;
import io.trunkline.vouchers.ledger.Books;
import io.trunkline.vouchers.payment.CreditPurpose;
import io.trunkline.vouchers.payment.Payment;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;

/** Credit on the balance of a contract, whoever pays. */
@Singleton // Without a proxy, which could not be made of a class whose parent takes arguments.
class ContractCredit extends CreditPurpose {

    static final String NAME = "contract";

    ContractCredit(Books books, Ids ids) {
        super(books, ids);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected UUID account(Payment payment) {
        return UUID.fromString(Objects.requireNonNull(payment.purposeReference(), "The contract"));
    }
}
