package io.trunkline.vouchers.contract.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.vouchers.contract.BillingSystem;
import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.ContractEntry;
import io.trunkline.vouchers.contract.Period;
import io.trunkline.vouchers.ledger.LedgerEntry;
import io.trunkline.vouchers.ledger.LedgerRepository;
import io.trunkline.vouchers.payment.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.List;
import java.util.UUID;

/** Our own books as a billing system: the money of a contract is the balance of the account that has its id. */
@ApplicationScoped
@Typed(LedgerBilling.class)
public class LedgerBilling implements BillingSystem {

    private final ContractRepository contracts;
    private final LedgerRepository ledger;

    LedgerBilling(ContractRepository contracts, LedgerRepository ledger) {
        this.contracts = contracts;
        this.ledger = ledger;
    }

    @Override
    public Uni<List<Contract>> contractsOf(E164 phone) {
        return contracts.of(phone);
    }

    @Override
    public Uni<Page<ContractEntry>> entriesOf(Contract contract, Period period, PageRequest page) {
        return ledger.entriesOf(
                        UUID.fromString(contract.id()), contract.balance().currency(), period.from(), period.to(), page)
                .map(entries -> entries.map(LedgerBilling::entry));
    }

    private static ContractEntry entry(LedgerEntry entry) {
        return new ContractEntry(
                entry.id().toString(), entry.kind(), entry.amount(), entry.balance(), entry.bookedAt());
    }

    @Override
    public Reason reasonFor(Contract contract, E164 payer) {
        return new Reason(ContractCredit.NAME, contract.id());
    }

    @Override
    public Uni<Void> announce(Payment payment) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public boolean hasStatements() {
        return true;
    }
}
