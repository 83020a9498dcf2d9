package io.trunkline.vouchers.rating;

import java.util.UUID;

/**
 * The rate that holds for a number at a moment.
 *
 * @param version of the tariff
 * @param prefix the longest of the number that has a rate at that moment
 */
public record Match(UUID version, String prefix, Rate rate) {}
