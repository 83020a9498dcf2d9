package io.trunkline.vouchers.payment.sberbank;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account at the bank.
 *
 * @param callbacks how its callbacks are proven
 * @param merchant for Google Pay; null if it takes none
 * @param currencies codes of ISO 4217
 */
record SberbankAccount(
        String userName,
        String password,
        CallbackProof callbacks,
        @Nullable String merchant,
        Set<String> currencies) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SberbankAccount[" + userName + "]";
    }
}
