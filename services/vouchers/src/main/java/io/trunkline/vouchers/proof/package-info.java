/** Seals of the journal: whoever changes what was booked, by whatever way, breaks one. */
@NullMarked
package io.trunkline.vouchers.proof;

import org.jspecify.annotations.NullMarked;
