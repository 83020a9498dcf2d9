package io.trunkline.vouchers.contract.smartyard;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Has a billing system at hand: a test's field of the type {@link BillingPeer} is that one. */
public final class BillingServer implements QuarkusTestResourceLifecycleManager {

    private final BillingPeer billing = new BillingPeer();

    @Override
    public Map<String, String> start() {
        return Map.of("vouchers.billing.url", billing.url().toString(), "vouchers.billing.answer", "PT2S");
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(billing, new TestInjector.MatchesType(BillingPeer.class));
    }

    @Override
    public void stop() {
        billing.close();
    }
}
