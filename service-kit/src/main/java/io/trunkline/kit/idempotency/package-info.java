/** Writes that a client may repeat. */
@NullMarked
package io.trunkline.kit.idempotency;

import org.jspecify.annotations.NullMarked;
