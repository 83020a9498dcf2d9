package io.trunkline.smsproxy.compat;

import io.trunkline.events.E164;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.WrittenNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of clients, who write them as their carrier does, some with spaces and hyphens. */
@ApplicationScoped
class TelephoneNumbers {

    private static final int LONGEST = 18;

    private final ProxyConfig config;

    TelephoneNumbers(ProxyConfig config) {
        this.config = config;
    }

    /** Null if it is no telephone number, or longer than the original takes. */
    @Nullable
    E164 read(String written) {
        if (written.length() > LONGEST || !written.matches("\\+?[0-9 ().-]+")) {
            return null;
        }
        return WrittenNumbers.read(
                written.replaceAll("[ ().-]", ""), config.defaultRegion().orElse(null));
    }
}
