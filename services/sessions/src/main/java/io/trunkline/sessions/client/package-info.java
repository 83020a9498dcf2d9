/** Programs that ask for tokens. */
@NullMarked
package io.trunkline.sessions.client;

import org.jspecify.annotations.NullMarked;
