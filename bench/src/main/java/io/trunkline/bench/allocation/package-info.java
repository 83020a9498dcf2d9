/** Sessions started in a pool that is as full as it can be. */
@NullMarked
package io.trunkline.bench.allocation;

import org.jspecify.annotations.NullMarked;
