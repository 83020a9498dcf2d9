package io.trunkline.smsproxy.carrier.smpp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.Valid;
import java.util.Map;

/** Accounts at carriers that are reached over SMPP, by the name that numbers know them by. */
@ConfigMapping(prefix = "sms-proxy.carriers.smpp")
public interface SmppAccounts {

    /** None by default. */
    @WithParentName
    Map<String, @Valid Account> accounts();

    /** An account, and what is done about messages that may have been taken. */
    interface Account extends SmppConfig {

        /**
         * Whether a message without an answer is sent again, which may deliver it twice; otherwise it is kept back until a
         * receipt settles it, which may not deliver it at all.
         */
        @WithDefault("true")
        boolean resendInDoubt();
    }
}
