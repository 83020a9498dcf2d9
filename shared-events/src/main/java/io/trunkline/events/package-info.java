/** The contract on the bus: events, topics, value types and their JSON. Free of any framework. */
@NullMarked
package io.trunkline.events;

import org.jspecify.annotations.NullMarked;
