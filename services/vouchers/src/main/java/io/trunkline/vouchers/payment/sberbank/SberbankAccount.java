package io.trunkline.vouchers.payment.sberbank;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account at the bank.
 *
 * @param callbackSecret the key of its callbacks
 * @param merchant for Google Pay; null if it takes none
 * @param currencies codes of ISO 4217
 */
record SberbankAccount(
        String userName,
        String password,
        String callbackSecret,
        @Nullable String merchant,
        Set<String> currencies) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SberbankAccount[" + userName + "]";
    }
}
