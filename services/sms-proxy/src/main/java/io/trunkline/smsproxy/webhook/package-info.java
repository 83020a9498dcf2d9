/** Where carriers post to. */
@NullMarked
package io.trunkline.smsproxy.webhook;

import org.jspecify.annotations.NullMarked;
