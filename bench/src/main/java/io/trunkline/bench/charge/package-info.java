/** Charges, on one account and on many. */
@NullMarked
package io.trunkline.bench.charge;

import org.jspecify.annotations.NullMarked;
