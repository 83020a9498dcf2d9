package io.trunkline.vouchers.batch;

import java.time.Instant;

/**
 * An export that goes on, with all that the next part of it needs.
 *
 * @param keyId names the key that the batch's codes are hashed with
 * @param publicKey what they are encrypted to, armoured
 * @param requestedAt the key was good then; it may end while the job waits
 * @param made codes so far
 */
record ExportJob(Batch batch, String keyId, String publicKey, Instant requestedAt, int made) {

    int part() {
        return made / Export.PART;
    }

    int firstSerial() {
        return made + 1;
    }

    int lastSerial() {
        return Math.min(made + Export.PART, batch.count());
    }

    boolean isLast() {
        return lastSerial() == batch.count();
    }
}
