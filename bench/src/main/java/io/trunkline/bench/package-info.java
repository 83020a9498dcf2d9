/** Load and comparison runs. Each measures ours and a peer in turn, in the same run. */
@NullMarked
package io.trunkline.bench;

import org.jspecify.annotations.NullMarked;
