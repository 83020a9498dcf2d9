package io.trunkline.vouchers.voucher;

import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.voucher.Voucher.State;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which vouchers are looked for; null stands for any.
 *
 * @param suffix the last four symbols of the code
 */
record VoucherSearch(
        @Nullable UUID batch,
        @Nullable State state,
        @Nullable String suffix) {

    /** @throws Refused 400 for a state alone: to find those few among all vouchers would mean to read all of them */
    VoucherSearch {
        if (state != null && batch == null && suffix == null) {
            throw Refused.invalid("state", "needs a batch or a suffix beside it");
        }
    }
}
