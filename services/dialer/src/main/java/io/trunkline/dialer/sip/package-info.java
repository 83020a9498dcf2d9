/**
 * SIP (RFC 3261): messages are read, checked and written; {@link io.trunkline.dialer.sip.UserAgent} exchanges them. Network,
 * clock and chance are ports, of which {@link io.trunkline.dialer.sip.UdpTransport} is the way to the real network.
 */
@NullMarked
package io.trunkline.dialer.sip;

import org.jspecify.annotations.NullMarked;
