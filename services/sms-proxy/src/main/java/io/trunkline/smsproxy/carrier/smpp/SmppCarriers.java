package io.trunkline.smsproxy.carrier.smpp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierAccount;
import io.trunkline.smsproxy.carrier.CarrierSource;
import io.trunkline.smsproxy.carrier.smpp.SmppAccounts.Account;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The accounts of the settings that are reached over SMPP. */
@ApplicationScoped
class SmppCarriers implements CarrierSource {

    private final SmppAccounts settings;
    private final Arrivals arrivals;
    private final Clock clock;
    private final MeterRegistry meters;

    SmppCarriers(SmppAccounts settings, Arrivals arrivals, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.arrivals = arrivals;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public List<CarrierAccount> accounts() {
        return settings.accounts().entrySet().stream().map(this::account).toList();
    }

    private CarrierAccount account(Map.Entry<String, Account> entry) {
        String name = entry.getKey();
        Account config = entry.getValue();
        HeldSmppCarrier account = new HeldSmppCarrier(name, () -> new SmppCarrier(name, config, arrivals, clock));
        meter(account);
        return new CarrierAccount(account, "smpp", window(config), config.resendInDoubt());
    }

    /** As much as all links can have on their way; the adapter's own queue is for what is between two links. */
    private static int window(Account config) {
        int binds = config.centres().stream().mapToInt(SmppConfig.Centre::binds).sum();
        return binds * config.sending().window();
    }

    private void meter(HeldSmppCarrier account) {
        Gauge.builder("sms.carrier.links", account, HeldSmppCarrier::links)
                .description("Links to the carrier that are bound; on the replica that sends by it")
                .tag("carrier", account.name())
                .register(meters);
        Gauge.builder("sms.carrier.in.flight", account, HeldSmppCarrier::inFlight)
                .description("Parts that wait for the carrier's answer")
                .tag("carrier", account.name())
                .register(meters);
    }
}
