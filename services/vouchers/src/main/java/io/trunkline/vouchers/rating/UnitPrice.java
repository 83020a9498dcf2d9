package io.trunkline.vouchers.rating;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What one minute, one call or one segment costs: finer than what can be paid, so that it is rounded only when all of it is
 * added up.
 *
 * @param micros millionths of the currency's unit, 0 to a million units
 * @throws IllegalArgumentException out of these bounds
 */
public record UnitPrice(long micros) {

    public static final UnitPrice NOTHING = new UnitPrice(0);

    static final int DIGITS = 6;

    private static final long LARGEST = 1_000_000_000_000L;
    private static final Pattern FORM = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,6})?");

    public UnitPrice {
        if (micros < 0 || micros > LARGEST) {
            throw new IllegalArgumentException("must be from 0 to 1000000");
        }
    }

    /** Reads {@code 0.0125}: plain decimals, at most six digits after the point. */
    public static UnitPrice parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a decimal number with at most 6 digits after the point");
        }
        return new UnitPrice(new BigDecimal(text).movePointRight(DIGITS).longValueExact());
    }

    /** The decimal number, without zeros at its end. */
    public String text() {
        return BigDecimal.valueOf(micros, DIGITS).stripTrailingZeros().toPlainString();
    }

    boolean isNothing() {
        return micros == 0;
    }
}
