/** How often somebody may ask. */
@NullMarked
package io.trunkline.gateway.limit;

import org.jspecify.annotations.NullMarked;
