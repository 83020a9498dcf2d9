/** Vonage: its SMS API and its Messages API, which share an account but no format. */
@NullMarked
package io.trunkline.smsproxy.carrier.vonage;

import org.jspecify.annotations.NullMarked;
