/** Signed-in devices. */
@NullMarked
package io.trunkline.sessions.session;

import org.jspecify.annotations.NullMarked;
