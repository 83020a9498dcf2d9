/** Where a request comes from, as far as it can be known. */
@NullMarked
package io.trunkline.sessions.address;

import org.jspecify.annotations.NullMarked;
