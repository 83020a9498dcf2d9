/** The keys that sign access tokens, and their rotation. */
@NullMarked
package io.trunkline.sessions.key;

import org.jspecify.annotations.NullMarked;
