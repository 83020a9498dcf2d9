/** What has passed through a session, for its owner to read, to add to, and to erase. */
@NullMarked
package io.trunkline.smsproxy.interaction;

import org.jspecify.annotations.NullMarked;
