package io.trunkline.smsproxy.carrier.smpp.text;

import org.jspecify.annotations.Nullable;

/**
 * The place of a short message in a longer one.
 *
 * @param reference the same for all parts; reused after some time
 * @param total 2 to 255
 * @param number 1 to {@code total}
 */
public record Part(int reference, int total, int number) {

    /** 3GPP TS 23.040 §9.2.3.24.1: a place that cannot be is none, and a single part is a message of its own. */
    public static @Nullable Part of(int reference, int total, int number) {
        return total < 2 || number < 1 || number > total ? null : new Part(reference, total, number);
    }
}
