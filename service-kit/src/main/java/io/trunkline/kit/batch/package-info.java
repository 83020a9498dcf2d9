/** Many small writes as one statement and one commit. */
@NullMarked
package io.trunkline.kit.batch;

import org.jspecify.annotations.NullMarked;
