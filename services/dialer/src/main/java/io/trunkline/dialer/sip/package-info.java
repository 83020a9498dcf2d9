/** SIP messages (RFC 3261): read, checked, written. Knows no network and no clock. */
@NullMarked
package io.trunkline.dialer.sip;

import org.jspecify.annotations.NullMarked;
