package io.trunkline.vouchers.payment.yookassa;

import java.util.Set;

/**
 * A shop at YooKassa.
 *
 * @param currencies codes of ISO 4217
 */
record YooKassaShop(String id, String secretKey, Set<String> currencies) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "YooKassaShop[" + id + "]";
    }
}
