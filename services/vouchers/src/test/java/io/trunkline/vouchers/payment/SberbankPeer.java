package io.trunkline.vouchers.payment;

import io.trunkline.simulators.acquirer.Account;
import io.trunkline.simulators.acquirer.Acquirer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** The bank that the suite runs. */
public final class SberbankPeer implements ProviderPeer {

    public static final String USER_NAME = "shop-api";
    public static final String PASSWORD = "of the bank";
    public static final String CALLBACK_SECRET = "of its callbacks";

    private final Acquirer bank;

    public SberbankPeer() {
        try {
            bank = Acquirer.start(0, new Account(USER_NAME, PASSWORD, CALLBACK_SECRET, null));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public URI api() {
        return bank.api();
    }

    @Override
    public void pay(String number, long minor) {
        bank.pay(number, minor);
    }

    @Override
    public void decline(String number) {
        bank.decline(number);
    }

    @Override
    public void refund(String number, long minor) {
        bank.refund(number, minor);
    }

    @Override
    public long refunded(String number) {
        return bank.refunded(number);
    }

    /** What the bank sends to us, signed. */
    public Map<String, String> callback(String number) {
        return bank.callback(number, "deposited");
    }

    @Override
    public void close() {
        bank.close();
    }
}
