package io.trunkline.vouchers.voucher;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A voucher has been used.
 *
 * @param credit what it was worth
 * @param balance what its account has in that currency from now on
 */
record Activation(UUID voucherId, Money credit, Money balance, Instant at) {}
