package io.trunkline.vouchers.payment;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The providers of the service under test, and the ways to them. */
@ApplicationScoped
public class Banks {

    private final SberbankPeer sberbank = new SberbankPeer();
    private final YooKassaPeer yookassa = new YooKassaPeer();
    private final Wire toSberbank;
    private final Wire toYooKassa;

    Banks(
            @ConfigProperty(name = "vouchers.payment.sberbank.api") URI sberbankApi,
            @ConfigProperty(name = "vouchers.payment.yookassa.api") URI yookassaApi)
            throws IOException {
        this.toSberbank = new Wire(sberbankApi.getPort(), sberbank::api);
        this.toYooKassa = new Wire(yookassaApi.getPort(), yookassa::api);
    }

    public SberbankPeer sberbank() {
        return sberbank;
    }

    public YooKassaPeer yookassa() {
        return yookassa;
    }

    public Wire toSberbank() {
        return toSberbank;
    }

    public Wire toYooKassa() {
        return toYooKassa;
    }

    public void mendTheWires() {
        toSberbank.has(Wire.Trouble.NONE);
        toYooKassa.has(Wire.Trouble.NONE);
    }

    @PreDestroy
    void close() {
        toSberbank.close();
        toYooKassa.close();
        sberbank.close();
        yookassa.close();
    }
}
