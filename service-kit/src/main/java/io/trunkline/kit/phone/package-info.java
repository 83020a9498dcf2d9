/** Telephone numbers as people type them. */
@NullMarked
package io.trunkline.kit.phone;

import org.jspecify.annotations.NullMarked;
