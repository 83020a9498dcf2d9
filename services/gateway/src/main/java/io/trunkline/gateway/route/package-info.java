/** Which path belongs to which service. */
@NullMarked
package io.trunkline.gateway.route;

import org.jspecify.annotations.NullMarked;
