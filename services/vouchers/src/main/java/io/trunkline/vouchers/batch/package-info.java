/** Series of vouchers: made as a draft, issued once as a list of codes. */
@NullMarked
package io.trunkline.vouchers.batch;

import org.jspecify.annotations.NullMarked;
