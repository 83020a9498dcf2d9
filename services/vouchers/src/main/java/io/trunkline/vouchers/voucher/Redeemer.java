package io.trunkline.vouchers.voucher;

import java.util.UUID;

/**
 * Who enters a code.
 *
 * @param account gets the credit
 * @param address where the request comes from, as {@code ClientAddresses} of the kit finds out
 */
record Redeemer(UUID account, String address) {

    /** Misses are counted under these names, always in this order: writers then never wait for each other in a circle. */
    String[] subjects() {
        return new String[] {accountSubject(), "address:" + address};
    }

    String accountSubject() {
        return "account:" + account;
    }
}
