package io.trunkline.kit.address;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where the addresses that customers give may lead to. */
@ConfigMapping(prefix = "trunkline.outside")
public interface OutsideConfig {

    /** Networks (CIDR) that count as outside although the internet does not route them. For trying things out, none by default. */
    Optional<List<String>> allowedNetworks();
}
