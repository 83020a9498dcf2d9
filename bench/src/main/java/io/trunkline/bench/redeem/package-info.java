/** Vouchers redeemed per second, beside pgbench; and redeeming through kill -9. */
@NullMarked
package io.trunkline.bench.redeem;

import org.jspecify.annotations.NullMarked;
