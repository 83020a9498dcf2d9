package io.trunkline.simulators.acquirer;

/**
 * An order of the shop.
 *
 * @param id the bank's
 * @param number the shop's
 * @param amount in the smallest unit
 * @param currency the numeric code of ISO 4217
 * @param returnUrl where the payer goes afterwards
 * @param deposited what was paid
 * @param refunded what of it has gone back
 */
record Order(
        String id,
        String number,
        long amount,
        String currency,
        String returnUrl,
        String description,
        Status status,
        long deposited,
        long refunded) {

    /** With the protocol's own numbers. */
    enum Status {
        REGISTERED(0),
        PAID(2),
        REFUNDED(4),
        DECLINED(6);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    boolean isOpen() {
        return status == Status.REGISTERED;
    }

    Order paid(long what) {
        return with(Status.PAID, what, 0);
    }

    Order declined() {
        return with(Status.DECLINED, 0, 0);
    }

    Order refunded(long what) {
        long back = refunded + what;
        return with(back == deposited ? Status.REFUNDED : Status.PAID, deposited, back);
    }

    private Order with(Status newStatus, long newDeposited, long newRefunded) {
        return new Order(id, number, amount, currency, returnUrl, description, newStatus, newDeposited, newRefunded);
    }
}
