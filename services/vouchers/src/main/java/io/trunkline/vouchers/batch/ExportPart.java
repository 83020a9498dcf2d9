package io.trunkline.vouchers.batch;

/**
 * Some of the codes of an export, as an OpenPGP message of its own.
 *
 * @param number from 0 on
 * @param firstSerial of its first code
 * @param lastSerial of its last code
 */
@SuppressWarnings("ArrayRecordComponent") // Half a megabyte that is passed on, never compared.
record ExportPart(int number, int firstSerial, int lastSerial, byte[] ciphertext) {

    /** Names sort in the order of the serials. */
    static String fileName(int firstSerial, int lastSerial) {
        return "codes-%07d-%07d.csv".formatted(firstSerial, lastSerial);
    }

    String fileName() {
        return fileName(firstSerial, lastSerial);
    }
}
