/** Credit that is held for calls while they last. */
@NullMarked
package io.trunkline.vouchers.guard;

import org.jspecify.annotations.NullMarked;
