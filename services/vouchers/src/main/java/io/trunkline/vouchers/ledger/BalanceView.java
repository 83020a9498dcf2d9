package io.trunkline.vouchers.ledger;

import io.trunkline.events.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an account may spend. */
record BalanceView(
        @Schema(description = "One for each currency; empty before the first credit")
        List<Money> balances) {}
