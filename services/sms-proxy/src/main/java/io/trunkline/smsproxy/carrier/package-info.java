/** The ways into the telephone network: one port, an adapter per vendor in a package below. */
@NullMarked
package io.trunkline.smsproxy.carrier;

import org.jspecify.annotations.NullMarked;
