package io.trunkline.vouchers.contract.smartyard;

import io.trunkline.events.E164;

/**
 * What has to be said of a payment when its money is there: it is kept with the payment as a text.
 *
 * @param contract the billing system's id of it
 * @param phone of who has paid
 * @param number of the invoice that the billing system has made
 */
record PaidInvoice(String contract, E164 phone, String number) {

    private static final String BETWEEN = " ";

    static boolean isContract(String text) {
        return text.matches("[!-~]{1,60}");
    }

    static boolean isNumber(String text) {
        return text.matches("[!-~]{1,40}");
    }

    /** At most 118 characters. */
    String text() {
        return String.join(BETWEEN, contract, phone.number(), number);
    }

    static PaidInvoice of(String text) {
        String[] parts = text.split(BETWEEN, 3);
        return new PaidInvoice(parts[0], E164.of(parts[1]), parts[2]);
    }
}
