package io.trunkline.vouchers.voucher;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A voucher has been used.
 *
 * @param credit what it was worth
 * @param balance what its account has in that currency from now on
 * @param creditExpiresAt when what is left of it then is lost; null for never
 */
record Activation(
        UUID voucherId,
        Money credit,
        Money balance,
        @Nullable Instant creditExpiresAt,
        Instant at) {}
