package io.trunkline.kit.address;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Whose word about a client's address is believed. */
@ConfigMapping(prefix = "trunkline.proxies")
public interface ProxyConfig {

    /** Networks (CIDR) of the proxies before this service: only their {@code X-Forwarded-For} counts. */
    Optional<List<String>> trusted();
}
