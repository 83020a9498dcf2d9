package io.trunkline.vouchers.batch;

import io.trunkline.kit.csv.Csv;
import io.trunkline.vouchers.voucher.VoucherCode;

/** Codes of a batch as CSV (RFC 4180), for the one time that they are shown. */
class CodeList {

    private static final String HEADER = "serial,code,credit,currency,vendor,bulk_number,expires_at\r\n";
    private static final int LONGEST_NUMBER_AND_CODE = 32;

    private final StringBuilder lines;
    /** The part of a line that is the same for the whole batch. */
    private final String tail;

    private CodeList(Batch batch, int codes, String header) {
        this.tail = Csv.line(
                batch.credit().amount(),
                batch.credit().currencyCode(),
                batch.vendor(),
                batch.bulkNumber(),
                batch.expiresAt().toString());
        this.lines = new StringBuilder(header.length() + codes * (LONGEST_NUMBER_AND_CODE + tail.length()));
        lines.append(header);
    }

    /** @param codes how many will be added: room is made for them */
    static CodeList of(Batch batch, int codes) {
        return new CodeList(batch, codes, HEADER);
    }

    /** What follows another list. */
    static CodeList continued(Batch batch, int codes) {
        return new CodeList(batch, codes, "");
    }

    void addAll(CodeSheet sheet) {
        int serial = sheet.firstSerial();
        for (CodeSheet.Entry entry : sheet.entries()) {
            add(serial++, entry.code());
        }
    }

    void add(int serial, VoucherCode code) {
        lines.append(serial).append(',').append(code.printed()).append(',').append(tail);
    }

    String csv() {
        return lines.toString();
    }
}
