/** Sound on its way (RFC 3550, 3551), and the keys that people press meanwhile (RFC 4733). */
@NullMarked
package io.trunkline.dialer.rtp;

import org.jspecify.annotations.NullMarked;
