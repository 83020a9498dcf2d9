/** Sounds that are played: read in many formats, turned once into what goes over the telephone. */
@NullMarked
package io.trunkline.dialer.audio;

import org.jspecify.annotations.NullMarked;
