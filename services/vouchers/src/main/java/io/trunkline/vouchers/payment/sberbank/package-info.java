/** Acquiring by Sberbank, and by other banks with the same REST protocol. */
@NullMarked
package io.trunkline.vouchers.payment.sberbank;

import org.jspecify.annotations.NullMarked;
