/** What people have signed, and what they owe: from a billing system behind a port. */
@NullMarked
package io.trunkline.vouchers.contract;

import org.jspecify.annotations.NullMarked;
