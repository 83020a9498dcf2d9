/** One description of everything public. */
@NullMarked
package io.trunkline.gateway.openapi;

import org.jspecify.annotations.NullMarked;
