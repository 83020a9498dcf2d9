/** From the commit to the consumer, beside Kafka's own producer tool. */
@NullMarked
package io.trunkline.bench.outbox;

import org.jspecify.annotations.NullMarked;
