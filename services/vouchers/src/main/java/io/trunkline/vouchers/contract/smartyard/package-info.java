/** A billing system that speaks JSON over HTTP, as SmartYard servers ask it. */
@NullMarked
package io.trunkline.vouchers.contract.smartyard;

import org.jspecify.annotations.NullMarked;
