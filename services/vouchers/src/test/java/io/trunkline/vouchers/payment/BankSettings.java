package io.trunkline.vouchers.payment;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Credentials of the providers, and where {@link Banks} puts them. */
public class BankSettings implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("vouchers.payment.provider", "sberbank"),
                Map.entry("vouchers.payment.return-to", "https://app.example/paid"),
                Map.entry("vouchers.payment.answer", "PT2S"),
                Map.entry("vouchers.payment.sberbank.api", "http://127.0.0.1:" + freePort() + "/payment"),
                Map.entry("vouchers.payment.sberbank.user-name", SberbankPeer.USER_NAME),
                Map.entry("vouchers.payment.sberbank.password", SberbankPeer.PASSWORD),
                Map.entry("vouchers.payment.sberbank.callback-secret", SberbankPeer.CALLBACK_SECRET),
                Map.entry("vouchers.payment.sberbank.merchant", "shop"),
                Map.entry("vouchers.payment.yookassa.api", "http://127.0.0.1:" + freePort() + "/v3"),
                Map.entry("vouchers.payment.yookassa.shop-id", YooKassaPeer.SHOP),
                Map.entry("vouchers.payment.yookassa.secret-key", YooKassaPeer.SECRET_KEY));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        // Nothing has been started.
    }
}
