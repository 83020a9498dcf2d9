/** What this service knows of the accounts that sessions owns. */
@NullMarked
package io.trunkline.vouchers.account;

import org.jspecify.annotations.NullMarked;
