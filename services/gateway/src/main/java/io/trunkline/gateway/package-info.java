/** The edge of the system: everything public comes through here, at one origin. */
@NullMarked
package io.trunkline.gateway;

import org.jspecify.annotations.NullMarked;
