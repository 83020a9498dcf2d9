/** The records of calls. */
@NullMarked
package io.trunkline.events.dialer;

import org.jspecify.annotations.NullMarked;
