/** Contracts that operators keep here, with their money in our own books. */
@NullMarked
package io.trunkline.vouchers.contract.ledger;

import org.jspecify.annotations.NullMarked;
