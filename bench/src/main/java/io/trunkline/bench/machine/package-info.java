/** Programs, servers and processor time on this machine. */
@NullMarked
package io.trunkline.bench.machine;

import org.jspecify.annotations.NullMarked;
