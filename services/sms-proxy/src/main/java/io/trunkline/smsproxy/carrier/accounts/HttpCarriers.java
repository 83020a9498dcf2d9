package io.trunkline.smsproxy.carrier.accounts;

import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.carrier.Carrier;
import io.trunkline.smsproxy.carrier.CarrierAccount;
import io.trunkline.smsproxy.carrier.CarrierSource;
import io.trunkline.smsproxy.carrier.WebhookConfig;
import io.trunkline.smsproxy.carrier.bandwidth.BandwidthCarrier;
import io.trunkline.smsproxy.carrier.flowroute.FlowrouteCarrier;
import io.trunkline.smsproxy.carrier.generic.GenericCarrier;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.plivo.PlivoCarrier;
import io.trunkline.smsproxy.carrier.telnyx.TelnyxCarrier;
import io.trunkline.smsproxy.carrier.twilio.TwilioCarrier;
import io.trunkline.smsproxy.carrier.vonage.VonageCarrier;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** An adapter for each account of the settings that is reached over HTTP. */
@ApplicationScoped
class HttpCarriers implements CarrierSource {

    private final HttpAccounts settings;
    private final WebhookConfig webhooks;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;

    HttpCarriers(HttpAccounts settings, WebhookConfig webhooks, Vertx vertx, Clock clock, Ids ids) {
        this.settings = settings;
        this.webhooks = webhooks;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<CarrierAccount> accounts() {
        List<CarrierAccount> accounts = new ArrayList<>();
        add(
                accounts,
                "flowroute",
                settings.flowroute(),
                (account, config) -> new FlowrouteCarrier(account, config, ids));
        add(accounts, "twilio", settings.twilio(), TwilioCarrier::new);
        add(accounts, "vonage", settings.vonage(), VonageCarrier::new);
        add(accounts, "telnyx", settings.telnyx(), TelnyxCarrier::new);
        add(accounts, "bandwidth", settings.bandwidth(), BandwidthCarrier::new);
        add(accounts, "plivo", settings.plivo(), PlivoCarrier::new);
        add(accounts, "generic", settings.generic(), GenericCarrier::new);
        return accounts;
    }

    private <C> void add(
            List<CarrierAccount> accounts,
            String kind,
            Map<String, C> configs,
            BiFunction<HttpAccount, C, Carrier> adapter) {
        configs.forEach((name, config) -> {
            HttpAccount account = new HttpAccount(name, webhooks.webhookOf(name), vertx, clock);
            accounts.add(new CarrierAccount(
                    adapter.apply(account, config), kind, settings.httpWindow(), settings.httpResendInDoubt()));
        });
    }
}
