package io.trunkline.vouchers.ledger;

import io.trunkline.events.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an account may spend. */
record BalanceView(
        @Schema(description = "One for each currency; empty before the first credit")
        List<Money> balances,

        @Schema(description = "What of each is not held for something that goes on, such as a call; in the same order")
        List<Money> available) {

    static BalanceView of(List<LedgerRepository.Balance> balances) {
        return new BalanceView(
                balances.stream().map(LedgerRepository.Balance::amount).toList(),
                balances.stream().map(LedgerRepository.Balance::available).toList());
    }
}
