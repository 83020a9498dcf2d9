package io.trunkline.vouchers.payment;

import java.net.URI;

/** The far end of a provider, as a test drives it. Payments are known by {@link Payment#number}. */
public interface ProviderPeer extends AutoCloseable {

    URI api();

    /** The payer pays so much. */
    void pay(String number, long minor);

    void decline(String number);

    /** Somebody sends money back by hand. */
    void refund(String number, long minor);

    long refunded(String number);

    @Override
    void close();
}
