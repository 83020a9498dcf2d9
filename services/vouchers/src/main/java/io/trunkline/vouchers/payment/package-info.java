/** Money that comes through payment providers, and goes back through them. */
@NullMarked
package io.trunkline.vouchers.payment;

import org.jspecify.annotations.NullMarked;
