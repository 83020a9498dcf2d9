/** What calls and messages cost: rules that know neither a database nor a clock. */
@NullMarked
package io.trunkline.vouchers.rating;

import org.jspecify.annotations.NullMarked;
