/** How carrier accounts stand: for operators to see what waits, and where. */
@NullMarked
package io.trunkline.smsproxy.traffic;

import org.jspecify.annotations.NullMarked;
