/** A carrier that has no adapter of its own: its formats are described in the settings. */
@NullMarked
package io.trunkline.smsproxy.carrier.generic;

import org.jspecify.annotations.NullMarked;
