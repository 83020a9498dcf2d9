/** Events leave a service through its database: published after the commit, or never. */
@NullMarked
package io.trunkline.kit.outbox;

import org.jspecify.annotations.NullMarked;
