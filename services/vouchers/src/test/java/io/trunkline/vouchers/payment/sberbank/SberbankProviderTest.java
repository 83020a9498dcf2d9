package io.trunkline.vouchers.payment.sberbank;

import io.trunkline.vouchers.payment.PaymentProvider;
import io.trunkline.vouchers.payment.PaymentProviderContract;
import io.trunkline.vouchers.payment.ProviderClient;
import io.trunkline.vouchers.payment.ProviderPeer;
import io.trunkline.vouchers.payment.SberbankPeer;
import java.util.Set;

class SberbankProviderTest extends PaymentProviderContract {

    @Override
    protected ProviderPeer peer() {
        return new SberbankPeer();
    }

    @Override
    protected PaymentProvider provider(ProviderClient client) {
        SberbankAccount account = new SberbankAccount(
                SberbankPeer.USER_NAME,
                SberbankPeer.PASSWORD,
                new SharedKey(SberbankPeer.CALLBACK_SECRET),
                "shop",
                Set.of("RUB"));
        return new SberbankProvider(account, client, config.seller(), config.returnTo());
    }
}
