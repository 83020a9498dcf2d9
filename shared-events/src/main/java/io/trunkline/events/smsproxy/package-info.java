/** Commands to the SMS side. */
@NullMarked
package io.trunkline.events.smsproxy;

import org.jspecify.annotations.NullMarked;
