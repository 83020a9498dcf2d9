package io.trunkline.smsproxy.carrier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.flowroute.FlowrouteConfig;
import io.trunkline.smsproxy.carrier.flowroute.FlowrouteVersion;
import io.trunkline.smsproxy.carrier.generic.GenericConfig;
import io.trunkline.smsproxy.carrier.plivo.PlivoConfig;
import io.trunkline.smsproxy.carrier.telnyx.TelnyxConfig;
import io.trunkline.smsproxy.carrier.twilio.TwilioConfig;
import io.trunkline.smsproxy.carrier.vonage.VonageConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings of accounts stand in maps by the account's name. */
class SettingsTest {

    /** What the service's settings look like. */
    public interface Root {
        Map<String, FlowrouteConfig> flowroute();

        Map<String, TwilioConfig> twilio();

        Map<String, VonageConfig> vonage();

        Map<String, TelnyxConfig> telnyx();

        Map<String, PlivoConfig> plivo();

        Map<String, GenericConfig> generic();
    }

    @Test
    void anAccountThatIsNotThereNeedsNothing() {
        Root root = Sample.config(Root.class, Map.of(), Map.of());

        assertThat(root.twilio()).isEmpty();
        assertThat(root.generic()).isEmpty();
    }

    @Test
    void defaultsAreForEveryAccount() {
        Map<String, String> settings = new HashMap<>();
        settings.put("twilio.us.account-sid", "AC1");
        settings.put("twilio.us.auth-token", "t1");
        settings.put("twilio.eu.account-sid", "AC2");
        settings.put("twilio.eu.auth-token", "t2");
        settings.put("twilio.eu.api", "https://eu.example.test");
        settings.put("flowroute.main.access-key", "a");
        settings.put("flowroute.main.secret-key", "s");
        settings.put("generic.other.inbound.id", "/id");
        settings.put("generic.other.inbound.from", "/from");
        settings.put("generic.other.inbound.to", "/to");
        settings.put("generic.other.inbound.text", "/text");
        settings.put("generic.other.outbound.url", "https://other.example.test");
        settings.put("generic.other.outbound.template", "{}");

        Root root = Sample.config(Root.class, settings, Map.of());

        assertThat(root.twilio()).containsOnlyKeys("us", "eu");
        assertThat(root.twilio().get("us").api()).hasToString("https://api.twilio.com");
        assertThat(root.twilio().get("us").limits().answer()).isEqualTo(Duration.ofSeconds(20));
        assertThat(root.twilio().get("eu").api()).hasToString("https://eu.example.test");
        assertThat(root.flowroute().get("main").version()).isEqualTo(FlowrouteVersion.V2_1);
        assertThat(root.generic().get("other").inbound().receipts()).isEmpty();
        assertThat(root.generic().get("other").inbound().signature()).isEmpty();
    }
}
