package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import java.util.Currency;
import java.util.Set;

/**
 * Somebody who takes money for us. Called from many places at once; must not block. Every {@link Uni} fails with
 * {@link ProviderFailure} only, whose kind says what may have been done.
 */
public interface PaymentProvider {

    /** Unique and for ever: it is stored with every payment. */
    String name();

    /** What it can be paid in. */
    Set<Currency> currencies();

    /** Asks for a page on which the payer pays. The provider's word for it is {@link Standing.State#WAITING}, with a page. */
    Uni<Standing> open(Payment payment);

    /** How a payment stands: by the provider's id, or by our number where that is not known. */
    Uni<Standing> standing(Payment payment);

    /** Whether {@link #pay} can be asked. */
    default boolean takesWallets() {
        return false;
    }

    /**
     * Pays with what a telephone's wallet has given out. That it went well is to be believed only when {@link #standing} says so.
     *
     * @param token of Google Pay, in base64
     * @param address the payer's
     */
    default Uni<Void> pay(Payment payment, String token, String address) {
        return Uni.createFrom().failure(ProviderFailure.rejected("no-wallets"));
    }

    /** Sends money back. */
    Uni<RefundOutcome> refund(Payment payment, Refund refund);

    /** What has become of the money that was to go back. */
    enum RefundOutcome {
        DONE,
        /** It will be known later, by {@link Standing#refunded}. */
        UNDER_WAY
    }

    /**
     * Reads what a provider tells by itself. It is a reason to ask, and never believed otherwise.
     *
     * @throws NoticeRefused if it is not proven to be the provider's, or cannot be read
     */
    Notice notice(Callback callback);
}
