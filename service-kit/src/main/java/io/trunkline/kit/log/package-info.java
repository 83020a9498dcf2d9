/** What must never reach a log. */
@NullMarked
package io.trunkline.kit.log;

import org.jspecify.annotations.NullMarked;
