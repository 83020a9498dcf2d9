package io.trunkline.vouchers.contract;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.payment.Payment;
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

    /** What a payment for the contract is for. What follows from its money is that purpose's. */
    Reason reasonFor(Contract contract, E164 payer);

    /**
     * Why somebody pays, as it is kept with the payment.
     *
     * @param purpose the name of the purpose, which is the billing system's own
     * @param reference what the purpose needs to know when the money is there; at most 128 characters
     */
    record Reason(String purpose, String reference) {}

    /** Makes the payment known to the billing system, if it wants that, before anybody is asked for money; once. */
    Uni<Void> announce(Payment payment);

    /** Whether it tells what has changed the balance. */
    boolean hasStatements();
}
