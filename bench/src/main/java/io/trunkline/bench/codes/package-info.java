/** A million codes made, encrypted and read again; and the same through kill -9. */
@NullMarked
package io.trunkline.bench.codes;

import org.jspecify.annotations.NullMarked;
