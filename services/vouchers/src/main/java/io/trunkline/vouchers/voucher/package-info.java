/** Codes, and what happens when somebody enters one. */
@NullMarked
package io.trunkline.vouchers.voucher;

import org.jspecify.annotations.NullMarked;
