package io.trunkline.vouchers.guard;

import java.time.Duration;
import java.time.Instant;

/**
 * How calls are paid ahead.
 *
 * @param slice see {@link GuardConfig#slice}
 * @param ahead see {@link GuardConfig#ahead}
 * @param patience see {@link GuardConfig#patience}
 * @param longestCall no call is longer
 */
record Terms(Duration slice, Duration ahead, Duration patience, Duration longestCall) {

    Terms {
        if (ahead.isNegative() || ahead.compareTo(slice) >= 0) {
            throw new IllegalArgumentException("vouchers.guard.ahead must be shorter than vouchers.guard.slice");
        }
    }

    /** What is still in progress then has been lost by whoever carried it. */
    Instant lastOf(CallInProgress call) {
        return call.answeredAt().plus(longestCall);
    }
}
