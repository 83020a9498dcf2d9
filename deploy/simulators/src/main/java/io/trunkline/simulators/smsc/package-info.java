/** The simulated SMS centre: a real SMPP 3.4 server that keeps what it is given. */
@NullMarked
package io.trunkline.simulators.smsc;

import org.jspecify.annotations.NullMarked;
