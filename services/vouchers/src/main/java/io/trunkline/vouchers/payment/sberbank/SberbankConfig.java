package io.trunkline.vouchers.payment.sberbank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** An account at Sberbank's acquiring, or at another bank with the same protocol. */
@ConfigMapping(prefix = "vouchers.payment.sberbank")
interface SberbankConfig {

    /** The login of the API, such as {@code shop-api}. */
    Optional<String> userName();

    /** The password of the API. */
    Optional<String> password();

    /** The symmetric key by which the bank signs callbacks (HMAC-SHA256). */
    Optional<String> callbackSecret();

    /** Or the bank's certificate, where it signs them by RSA: X.509 in PEM. */
    Optional<String> callbackCertificate();

    /** The merchant's login for Google Pay; tokens of wallets are not taken without it. */
    Optional<String> merchant();

    /** Where the API is: above {@code rest} and {@code google}. */
    @WithDefault("https://securepayments.sberbank.ru/payment")
    URI api();

    /** What the account can be paid in: codes of ISO 4217. */
    @WithDefault("RUB")
    Set<String> currencies();
}
