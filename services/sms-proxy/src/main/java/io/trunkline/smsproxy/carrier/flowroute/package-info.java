/** Flowroute: flat and nested messages, delivery receipts, no signatures. */
@NullMarked
package io.trunkline.smsproxy.carrier.flowroute;

import org.jspecify.annotations.NullMarked;
