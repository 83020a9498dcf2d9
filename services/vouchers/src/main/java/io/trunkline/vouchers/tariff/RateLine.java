package io.trunkline.vouchers.tariff;

import io.trunkline.vouchers.rating.Rate;

/**
 * A rate, and where it stands.
 *
 * @param number the line in a file, or the place in a version
 */
record RateLine(int number, String prefix, Rate rate) {

    RateLine at(int otherNumber) {
        return new RateLine(otherNumber, prefix, rate);
    }
}
