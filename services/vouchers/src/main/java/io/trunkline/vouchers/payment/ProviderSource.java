package io.trunkline.vouchers.payment;

import java.util.Optional;

/** Makes a provider of its settings. */
public interface ProviderSource {

    /** What its provider is called, whether there is one or not. */
    String name();

    /**
     * Empty without its credentials.
     *
     * @throws IllegalStateException if some of them are there, and others are not
     */
    Optional<PaymentProvider> provider();
}
