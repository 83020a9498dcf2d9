/** What an account may spend, and why. */
@NullMarked
package io.trunkline.vouchers.ledger;

import org.jspecify.annotations.NullMarked;
