package io.trunkline.bench.sms;

/**
 * Somebody who writes, and somebody who reads.
 *
 * @param number what both see
 */
record Conversation(int index, String writer, String reader, String number) {

    /** How every text of every conversation begins, and no other. */
    static final String PREFIX = "message ";

    /** @param message its place, from 0 on */
    String text(Object message) {
        return PREFIX + index + "/" + message;
    }
}
