/** Events of accounts and their sessions. */
@NullMarked
package io.trunkline.events.sessions;

import org.jspecify.annotations.NullMarked;
