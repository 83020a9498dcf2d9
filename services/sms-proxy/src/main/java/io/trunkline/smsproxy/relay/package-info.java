/** What comes in: whose it is, and where it goes. */
@NullMarked
package io.trunkline.smsproxy.relay;

import org.jspecify.annotations.NullMarked;
