package io.trunkline.vouchers.contract;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.Refused;
import java.util.List;

/**
 * Where contracts and their money are kept. Called from many places at once; must not block.
 *
 * <p>A system that is elsewhere may be gone, or talk nonsense: then a call fails with {@link Refused}, 503 or 502, in our words.
 */
public interface BillingSystem {

    /** The contracts of a telephone, at most {@link Contract#MOST}, in an order that stays. */
    Uni<List<Contract>> contractsOf(E164 phone);

    /**
     * What has changed the balance of a contract, newest first.
     *
     * @throws Refused 404 where the system does not tell
     */
    Uni<Page<ContractEntry>> entriesOf(Contract contract, Period period, PageRequest page);

    /**
     * Prepares for a payment. What follows from the money that comes is the named purpose's.
     *
     * @param phone of who pays
     * @param amount in the currency of the contract, more than nothing
     */
    Uni<Invoice> invoice(E164 phone, Contract contract, Money amount);

    /** Whether it tells what has changed the balance. */
    boolean hasStatements();
}
