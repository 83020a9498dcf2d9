package io.trunkline.vouchers.contract.ledger;

import io.trunkline.events.E164;
import io.trunkline.vouchers.contract.Contract;
import java.util.List;

/** A contract that is kept here, and whose it is. */
record KeptContract(Contract contract, List<E164> phones) {

    /** The most telephones that a contract has. */
    static final int MOST_PHONES = 100;
}
