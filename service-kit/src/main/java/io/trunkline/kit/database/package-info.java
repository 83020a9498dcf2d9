/** Transactions that no caller can interrupt. */
@NullMarked
package io.trunkline.kit.database;

import org.jspecify.annotations.NullMarked;
