package io.trunkline.bench.sms;

import io.trunkline.bench.machine.Machine;
import java.util.HashMap;
import java.util.Map;

/** What sms-proxy is told: one SMPP account that everything goes out by, and one whose webhook it also comes in by. */
public final class Settings {

    static final String WEBHOOK = "/webhooks/web/bench";

    private Settings() {}

    /** @param window messages of each link without an answer */
    public static Map<String, String> of(Machine machine, int centre, String password, int links, int window) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SMS_PROXY_CARRIERS_SMPP_MAIN_CENTRES_0__HOST", "127.0.0.1");
        settings.put("SMS_PROXY_CARRIERS_SMPP_MAIN_CENTRES_0__PORT", Integer.toString(centre));
        settings.put("SMS_PROXY_CARRIERS_SMPP_MAIN_CENTRES_0__BINDS", Integer.toString(links));
        settings.put("SMS_PROXY_CARRIERS_SMPP_MAIN_SYSTEM_ID", "bench");
        settings.put("SMS_PROXY_CARRIERS_SMPP_MAIN_PASSWORD", password);
        settings.put("SMS_PROXY_CARRIERS_SMPP_MAIN_SENDING_WINDOW", Integer.toString(window));
        settings.put("SMS_PROXY_CARRIERS_FLOWROUTE_WEB_ACCESS_KEY", "bench");
        settings.put("SMS_PROXY_CARRIERS_FLOWROUTE_WEB_SECRET_KEY", "bench");
        settings.put("SMS_PROXY_WEBHOOKS_SECRETS_WEB", "bench");
        settings.put("SMS_PROXY_WEBHOOK_SIGNING_SECRET", machine.secret("webhooks"));
        return settings;
    }
}
