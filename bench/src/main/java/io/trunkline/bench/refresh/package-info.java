/** Token refreshes per second. */
@NullMarked
package io.trunkline.bench.refresh;

import org.jspecify.annotations.NullMarked;
