/** The carrier accounts of the settings that are reached over HTTP. */
@NullMarked
package io.trunkline.smsproxy.carrier.accounts;

import org.jspecify.annotations.NullMarked;
