package io.trunkline.vouchers.contract.smartyard;

import io.trunkline.events.E164;
import io.trunkline.vouchers.payment.Payment;
import java.util.Objects;

/**
 * What has been paid for, as it is kept with the payment.
 *
 * @param contract the billing system's id of it
 * @param payer the telephone of who pays
 */
record PaidContract(String contract, E164 payer) {

    private static final String BETWEEN = " ";

    /** Everything that can be printed, but no space: that ends it. */
    static boolean isContract(String text) {
        return text.matches("[^\\p{Z}\\p{C}]{1,60}");
    }

    String text() {
        return contract + BETWEEN + payer.number();
    }

    static PaidContract of(Payment payment) {
        String[] parts = Objects.requireNonNull(payment.purposeReference(), "The contract")
                .split(BETWEEN, 2);
        return new PaidContract(parts[0], E164.of(parts[1]));
    }
}
