/** Child processes: starting, watching, restarting and stopping them, and knowing them again later. */
@NullMarked
package io.trunkline.local.process;

import org.jspecify.annotations.NullMarked;
