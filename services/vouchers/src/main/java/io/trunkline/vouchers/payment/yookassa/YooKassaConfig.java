package io.trunkline.vouchers.payment.yookassa;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** A shop at YooKassa. */
@ConfigMapping(prefix = "vouchers.payment.yookassa")
interface YooKassaConfig {

    /** The shop's id. */
    Optional<String> shopId();

    /** The secret key of the API. */
    Optional<String> secretKey();

    /** Where the API is. */
    @WithDefault("https://api.yookassa.ru/v3")
    URI api();

    /** What the shop can be paid in: codes of ISO 4217. */
    @WithDefault("RUB")
    Set<String> currencies();
}
