package io.trunkline.vouchers.compat;

import io.trunkline.events.Money;
import java.math.BigDecimal;

/** Money as the Apps read it: a number in roubles, with its kopecks behind the point. */
final class Decimals {

    private Decimals() {}

    /** Exact; it is the Apps that make a floating-point number of it. */
    static BigDecimal of(Money money) {
        return BigDecimal.valueOf(money.minor(), money.digits());
    }
}
