package io.trunkline.vouchers.payment.sberbank;

import io.trunkline.vouchers.payment.PaymentConfig;
import io.trunkline.vouchers.payment.PaymentProvider;
import io.trunkline.vouchers.payment.ProviderClient;
import io.trunkline.vouchers.payment.ProviderSource;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Sberbank, if there is an account. */
@ApplicationScoped
class SberbankSource implements ProviderSource {

    private final SberbankConfig config;
    private final PaymentConfig payments;
    private final Vertx vertx;

    SberbankSource(SberbankConfig config, PaymentConfig payments, Vertx vertx) {
        this.config = config;
        this.payments = payments;
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return SberbankProvider.NAME;
    }

    @Override
    public Optional<PaymentProvider> provider() {
        if (config.userName().isEmpty() && config.password().isEmpty()) {
            return Optional.empty();
        }
        SberbankAccount account = new SberbankAccount(
                required("user-name", config.userName()),
                required("password", config.password()),
                callbacks(),
                config.merchant().orElse(null),
                config.currencies());
        return Optional.of(new SberbankProvider(
                account, new ProviderClient(vertx, config.api(), payments), payments.seller(), payments.returnTo()));
    }

    private CallbackProof callbacks() {
        if (config.callbackSecret().isPresent() == config.callbackCertificate().isPresent()) {
            throw new IllegalStateException(
                    "Sberbank needs vouchers.payment.sberbank.callback-secret or .callback-certificate, and one of them");
        }
        return config.callbackCertificate()
                .<CallbackProof>map(BankCertificate::new)
                .orElseGet(() -> new SharedKey(required("callback-secret", config.callbackSecret())));
    }

    private static String required(String setting, Optional<String> value) {
        return value.orElseThrow(
                () -> new IllegalStateException("Sberbank needs vouchers.payment.sberbank." + setting));
    }
}
