/** Passwords: which are accepted, and how they are kept. */
@NullMarked
package io.trunkline.sessions.password;

import org.jspecify.annotations.NullMarked;
