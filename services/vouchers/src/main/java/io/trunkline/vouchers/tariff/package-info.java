/** Tariffs: what customers pay, from the operator's file to the table that answers in microseconds. */
@NullMarked
package io.trunkline.vouchers.tariff;

import org.jspecify.annotations.NullMarked;
