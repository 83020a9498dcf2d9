package io.trunkline.sessions.address;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** Whose word about a caller's address is believed. */
@ConfigMapping(prefix = "sessions.address")
public interface AddressConfig {

    /**
     * Networks (CIDR) of the gateway and of other proxies before this service: only their {@code X-Forwarded-For} counts.
     * The default is the loopback and the private ranges.
     */
    List<String> trustedProxies();
}
