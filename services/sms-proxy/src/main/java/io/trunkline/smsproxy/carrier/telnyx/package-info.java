/** Telnyx: JSON signed with ed25519. */
@NullMarked
package io.trunkline.smsproxy.carrier.telnyx;

import org.jspecify.annotations.NullMarked;
