/** A real Kafka broker (KRaft, one node) inside a Java process: the tests' own, or a child of the launcher. */
@NullMarked
package io.trunkline.local.kafka;

import org.jspecify.annotations.NullMarked;
