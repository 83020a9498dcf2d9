/** Lists in stable pages. */
@NullMarked
package io.trunkline.kit.paging;

import org.jspecify.annotations.NullMarked;
