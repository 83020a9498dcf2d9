/** The first administrator. */
@NullMarked
package io.trunkline.sessions.admin;

import org.jspecify.annotations.NullMarked;
