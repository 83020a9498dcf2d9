/** The wire format of flowroute/sms-proxy, for clients that depend on it. */
@NullMarked
package io.trunkline.smsproxy.compat;

import org.jspecify.annotations.NullMarked;
