/** Kafka as the services use it. */
@NullMarked
package io.trunkline.kit.bus;

import org.jspecify.annotations.NullMarked;
