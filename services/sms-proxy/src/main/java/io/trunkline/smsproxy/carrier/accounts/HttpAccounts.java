package io.trunkline.smsproxy.carrier.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.bandwidth.BandwidthConfig;
import io.trunkline.smsproxy.carrier.flowroute.FlowrouteConfig;
import io.trunkline.smsproxy.carrier.generic.GenericConfig;
import io.trunkline.smsproxy.carrier.plivo.PlivoConfig;
import io.trunkline.smsproxy.carrier.telnyx.TelnyxConfig;
import io.trunkline.smsproxy.carrier.twilio.TwilioConfig;
import io.trunkline.smsproxy.carrier.vonage.VonageConfig;
import jakarta.validation.constraints.Min;
import java.util.Map;

/** Accounts at carriers that are reached over HTTP, by the name that numbers know them by. None by default. */
@ConfigMapping(prefix = "sms-proxy.carriers")
public interface HttpAccounts {

    Map<String, FlowrouteConfig> flowroute();

    Map<String, TwilioConfig> twilio();

    Map<String, VonageConfig> vonage();

    Map<String, TelnyxConfig> telnyx();

    Map<String, BandwidthConfig> bandwidth();

    Map<String, PlivoConfig> plivo();

    Map<String, GenericConfig> generic();

    /** Messages of one account on their way without an answer. */
    @WithDefault("10")
    @Min(1)
    int httpWindow();

    /** Whether a message without an answer is sent again, which may deliver it twice; otherwise a receipt has to settle it. */
    @WithDefault("true")
    boolean httpResendInDoubt();
}
