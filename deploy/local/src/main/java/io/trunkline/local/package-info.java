/**
 * The launcher behind {@code ./suite}: starts PostgreSQL, Kafka, the simulators and every service on one machine, keeps
 * them running and stops them in the right order.
 */
@NullMarked
package io.trunkline.local;

import org.jspecify.annotations.NullMarked;
