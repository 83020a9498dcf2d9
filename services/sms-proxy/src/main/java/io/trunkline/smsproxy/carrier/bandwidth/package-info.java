/** Bandwidth: lists of events behind a user name and a password. */
@NullMarked
package io.trunkline.smsproxy.carrier.bandwidth;

import org.jspecify.annotations.NullMarked;
