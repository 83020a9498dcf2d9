/** What has changed a balance in a period, as a document. */
@NullMarked
package io.trunkline.vouchers.statement;

import org.jspecify.annotations.NullMarked;
