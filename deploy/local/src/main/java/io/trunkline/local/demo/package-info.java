/**
 * {@code ./suite demo}: walks through what the suite is for, as an app would: through the gateway, and with a telephone.
 */
@NullMarked
package io.trunkline.local.demo;

import org.jspecify.annotations.NullMarked;
