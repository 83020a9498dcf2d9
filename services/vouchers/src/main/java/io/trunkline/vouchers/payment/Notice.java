package io.trunkline.vouchers.payment;

import org.jspecify.annotations.Nullable;

/**
 * Which payment a provider has told of.
 *
 * @param number {@link Payment#number}, if it was told
 * @param reference the provider's id, if it was told
 */
public record Notice(@Nullable String number, @Nullable String reference) {}
