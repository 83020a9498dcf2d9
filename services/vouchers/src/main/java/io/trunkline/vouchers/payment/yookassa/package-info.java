/** YooKassa, API v3. */
@NullMarked
package io.trunkline.vouchers.payment.yookassa;

import org.jspecify.annotations.NullMarked;
