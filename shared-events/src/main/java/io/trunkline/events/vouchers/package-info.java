/** Events of vouchers, balances and payments. */
@NullMarked
package io.trunkline.events.vouchers;

import org.jspecify.annotations.NullMarked;
