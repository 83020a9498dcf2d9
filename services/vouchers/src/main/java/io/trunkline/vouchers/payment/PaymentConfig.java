package io.trunkline.vouchers.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Payments, whoever takes them. Which providers there are follows from whose credentials are set. */
@ConfigMapping(prefix = "vouchers.payment")
public interface PaymentConfig {

    /** The provider of payments that name none: {@code sberbank} or {@code yookassa}. The only one there is, if absent. */
    Optional<String> provider();

    /** Where the payer's browser goes from the provider's page, paid or not. Needed as soon as there is a provider. */
    Optional<URI> returnTo();

    /** Who is paid, as it stands on the provider's page and on receipts. */
    @WithDefault("Trunkline")
    @NotBlank
    @Size(max = 100)
    String seller();

    /** The most that one payment may be, in the smallest unit of its currency: 10000000 is 100,000.00 RUB. */
    @WithDefault("10000000")
    @Min(1)
    long highest();

    /** How long a payment can be paid; at most 12 hours. */
    @WithDefault("PT1H")
    Duration openFor();

    /** How often it is looked for payments and refunds whose provider is to be asked. */
    @WithDefault("PT1S")
    Duration lookEvery();

    /** The shortest pause before a provider is asked again; it grows with the payment's age. Longer than an answer takes. */
    @WithDefault("PT30S")
    Duration shortestPause();

    /** The longest pause before a provider is asked again. */
    @WithDefault("PT1H")
    Duration longestPause();

    /** After this, a refund of which the provider knows nothing was not carried out. */
    @WithDefault("PT1H")
    Duration refundDoubt();

    /** How long the start of a connection to a provider may take. */
    @WithDefault("PT5S")
    Duration connect();

    /** From a request to the end of its answer. What has become of it is not known after that. */
    @WithDefault("PT20S")
    Duration answer();

    /** Connections to a provider at once. */
    @WithDefault("20")
    @Min(1)
    @Max(1_000)
    int connections();
}
