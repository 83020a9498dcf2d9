/** The services behind the gateway. */
@NullMarked
package io.trunkline.gateway.upstream;

import org.jspecify.annotations.NullMarked;
