/** A proxied GET with a token check, beside nginx. */
@NullMarked
package io.trunkline.bench.gateway;

import org.jspecify.annotations.NullMarked;
