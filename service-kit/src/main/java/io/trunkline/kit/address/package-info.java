/** Where a request comes from, as far as it can be known, and where ours may go. */
@NullMarked
package io.trunkline.kit.address;

import org.jspecify.annotations.NullMarked;
