/** What all our PDFs have in common. */
@NullMarked
package io.trunkline.vouchers.pdf;

import org.jspecify.annotations.NullMarked;
