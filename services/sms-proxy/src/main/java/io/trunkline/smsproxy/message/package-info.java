/** What goes out: queued, sent, and what has become of it. */
@NullMarked
package io.trunkline.smsproxy.message;

import org.jspecify.annotations.NullMarked;
