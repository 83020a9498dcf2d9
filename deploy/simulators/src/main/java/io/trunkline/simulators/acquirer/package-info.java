/** A bank that takes payments by card, with Sberbank's protocol. */
@NullMarked
package io.trunkline.simulators.acquirer;

import org.jspecify.annotations.NullMarked;
