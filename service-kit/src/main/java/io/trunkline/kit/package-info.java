/** The plumbing that every service stands on. */
@NullMarked
package io.trunkline.kit;

import org.jspecify.annotations.NullMarked;
