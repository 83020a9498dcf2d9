/** Asking others over HTTP. */
@NullMarked
package io.trunkline.kit.http;

import org.jspecify.annotations.NullMarked;
