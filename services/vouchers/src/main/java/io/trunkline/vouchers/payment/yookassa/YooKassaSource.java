package io.trunkline.vouchers.payment.yookassa;

import io.trunkline.vouchers.payment.PaymentConfig;
import io.trunkline.vouchers.payment.PaymentProvider;
import io.trunkline.vouchers.payment.ProviderClient;
import io.trunkline.vouchers.payment.ProviderSource;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** YooKassa, if there is a shop. */
@ApplicationScoped
class YooKassaSource implements ProviderSource {

    private final YooKassaConfig config;
    private final PaymentConfig payments;
    private final Vertx vertx;

    YooKassaSource(YooKassaConfig config, PaymentConfig payments, Vertx vertx) {
        this.config = config;
        this.payments = payments;
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return YooKassaProvider.NAME;
    }

    @Override
    public Optional<PaymentProvider> provider() {
        if (config.shopId().isEmpty() && config.secretKey().isEmpty()) {
            return Optional.empty();
        }
        YooKassaShop shop = new YooKassaShop(
                required("shop-id", config.shopId()), required("secret-key", config.secretKey()), config.currencies());
        return Optional.of(new YooKassaProvider(
                shop, new ProviderClient(vertx, config.api(), payments), payments.seller(), payments.returnTo()));
    }

    private static String required(String setting, Optional<String> value) {
        return value.orElseThrow(
                () -> new IllegalStateException("YooKassa needs vouchers.payment.yookassa." + setting));
    }
}
