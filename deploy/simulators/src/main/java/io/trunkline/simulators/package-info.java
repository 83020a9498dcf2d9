/** Stand-ins for the outside world, in one small program. */
@NullMarked
package io.trunkline.simulators;

import org.jspecify.annotations.NullMarked;
