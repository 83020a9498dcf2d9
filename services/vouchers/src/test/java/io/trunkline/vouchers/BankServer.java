package io.trunkline.vouchers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Has a bank at hand: a test's field of the type {@link BankPeer} is that one. */
public final class BankServer implements QuarkusTestResourceLifecycleManager {

    private final BankPeer bank = new BankPeer();

    @Override
    public Map<String, String> start() {
        return bank.settings();
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(bank, new TestInjector.MatchesType(BankPeer.class));
    }

    @Override
    public void stop() {
        bank.close();
    }
}
