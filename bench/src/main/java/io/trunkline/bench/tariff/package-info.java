/** A tariff of a million rates, from files to the first price. */
@NullMarked
package io.trunkline.bench.tariff;

import org.jspecify.annotations.NullMarked;
