/** Who is at the other end of a connection, and how patient we are with them. */
@NullMarked
package io.trunkline.gateway.client;

import org.jspecify.annotations.NullMarked;
