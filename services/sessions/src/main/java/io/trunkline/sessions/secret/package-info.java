/** What is derived from the one secret of this service, and what is random. */
@NullMarked
package io.trunkline.sessions.secret;

import org.jspecify.annotations.NullMarked;
