/** Every failure as application/problem+json of RFC 9457. */
@NullMarked
package io.trunkline.kit.problem;

import org.jspecify.annotations.NullMarked;
