/** Calls to telephones through a gateway: set up, talked on, ended. Knows no audio but what both sides agree on. */
@NullMarked
package io.trunkline.dialer.call;

import org.jspecify.annotations.NullMarked;
