/** Events enter a service once, in the transaction of their effect. */
@NullMarked
package io.trunkline.kit.inbox;

import org.jspecify.annotations.NullMarked;
