package io.trunkline.vouchers.batch;

import io.trunkline.vouchers.voucher.VoucherCode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;

/**
 * New codes with serials that follow each other, and what is stored of each. It is worth money.
 *
 * @param firstSerial of the first code
 */
record CodeSheet(int firstSerial, List<Entry> entries) {

    /** Codes of one statement: few enough to keep an event loop only for a millisecond or two. */
    static final int LARGEST = 500;

    /** @param hash what the code can be recognised by */
    record Entry(UUID id, VoucherCode code, Buffer hash) {}
}
