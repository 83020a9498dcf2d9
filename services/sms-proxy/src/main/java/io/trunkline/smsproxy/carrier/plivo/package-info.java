/** Plivo: forms whose address is signed. */
@NullMarked
package io.trunkline.smsproxy.carrier.plivo;

import org.jspecify.annotations.NullMarked;
