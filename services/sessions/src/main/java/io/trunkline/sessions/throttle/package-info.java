/** Guessing passwords gets slower with every failure. */
@NullMarked
package io.trunkline.sessions.throttle;

import org.jspecify.annotations.NullMarked;
