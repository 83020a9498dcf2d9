package io.trunkline.vouchers.contract;

import io.trunkline.vouchers.contract.ledger.LedgerBilling;
import io.trunkline.vouchers.contract.smartyard.SmartyardBilling;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Chooses the billing system: the one that the settings name, else our own books. */
@ApplicationScoped
class ChosenBilling {

    @Produces
    @ApplicationScoped
    BillingSystem billing(BillingConfig config, LedgerBilling ledger, SmartyardBilling smartyard) {
        return config.url().isPresent() ? smartyard : ledger;
    }
}
