/** One-time codes by SMS. */
@NullMarked
package io.trunkline.sessions.code;

import org.jspecify.annotations.NullMarked;
