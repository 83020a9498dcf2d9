/** Calls and messages that were made, rated and charged once. */
@NullMarked
package io.trunkline.vouchers.usage;

import org.jspecify.annotations.NullMarked;
