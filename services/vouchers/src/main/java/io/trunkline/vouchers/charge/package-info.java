/** What others do with balances: charges, holds, adjustments by hand. */
@NullMarked
package io.trunkline.vouchers.charge;

import org.jspecify.annotations.NullMarked;
