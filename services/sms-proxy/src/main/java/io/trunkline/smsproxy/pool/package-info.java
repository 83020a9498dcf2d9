/** Virtual numbers and the pools they are chosen from. */
@NullMarked
package io.trunkline.smsproxy.pool;

import org.jspecify.annotations.NullMarked;
