/** The cabinet and the payments of SmartYard's mobile API, over our own contracts and payments. Translation, and nothing else. */
@NullMarked
package io.trunkline.vouchers.compat;

import org.jspecify.annotations.NullMarked;
