package io.trunkline.kit.address;

import java.util.List;
import java.util.Optional;

/** The guard of addresses with a resolver and settings of a test's own. */
public final class TestAddresses {

    private TestAddresses() {}

    public static OutsideAddresses outside(NameResolver resolver, String... allowedNetworks) {
        return new OutsideAddresses(resolver, () -> Optional.of(List.of(allowedNetworks)));
    }
}
