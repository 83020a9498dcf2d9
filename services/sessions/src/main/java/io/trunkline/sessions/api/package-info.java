/** How the API describes itself. */
@NullMarked
package io.trunkline.sessions.api;

import org.jspecify.annotations.NullMarked;
