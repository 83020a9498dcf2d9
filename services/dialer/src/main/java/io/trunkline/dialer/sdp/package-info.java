/** What is said about media: descriptions of sessions (RFC 8866), and how two of them agree (RFC 3264). */
@NullMarked
package io.trunkline.dialer.sdp;

import org.jspecify.annotations.NullMarked;
