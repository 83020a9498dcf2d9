package io.trunkline.vouchers.charge;

import io.trunkline.events.Money;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.ledger.Booked;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import java.util.UUID;

/** Callers' own names for what they book. Those of two callers never meet. */
final class References {

    /** Visible ASCII. */
    static final String FORM = "[\\x21-\\x7e]*";

    private References() {}

    /** The source in the journal. */
    static String source(String sort, UUID caller, String reference) {
        return sort + ":" + caller + "/" + reference;
    }

    /** @throws Refused REFERENCE_REUSED if the repeat asks for something else than the first did */
    static void requireSame(Booked booked, Money asked) {
        if (booked.outcome() == Outcome.REPEATED && !booked.amount().equals(asked)) {
            throw new Refused(ChargeProblem.REFERENCE_REUSED, "It was used for " + booked.amount());
        }
    }

    static void requirePositive(Money amount) {
        if (amount.minor() <= 0) {
            throw Refused.invalid("amount", "must be more than nothing");
        }
    }
}
