/** What happens to a request between its arrival and its answer. */
@NullMarked
package io.trunkline.gateway.edge;

import org.jspecify.annotations.NullMarked;
