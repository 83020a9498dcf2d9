/** A carrier that is reached over SMPP 3.4. */
@NullMarked
package io.trunkline.smsproxy.carrier.smpp;

import org.jspecify.annotations.NullMarked;
